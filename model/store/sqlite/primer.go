package sqlite

// dictID names the primer in every compressed piece. A store is only read with the primer that it was
// written with: to change the primer, add a second one with its own number.
const dictID = 0x6c656401

// primer is what the compressor knows beforehand: ordinary news prose of no particular day, and the
// names that recur in docs. A short story has too little text of its own to learn from.
func primer() []byte { return []byte(primerText) }

const primerText = `medtop:20000002 medtop:15000000 medtop:13000000 medtop:11000000 medtop:16000000 medtop:04000000 lede:crypto lede:ai lede:bitcoin ` +
	`https://www. .html /2026/ audio/mpeg image/jpeg en-GB en-US USD EUR GBP BTC ETH pp per cent Monday Tuesday Wednesday Thursday Friday Saturday Sunday ` +
	`January February March April May June July August September October November December 2024-2025-2026-01-02-03-04-05-06-07-08-09-10-11-12 ` +
	`According to a statement released on Thursday, officials have not yet responded to a request for comment. The committee is expected to vote on the ` +
	`proposal before the end of the year, after months of negotiations between the two parties. Although the agreement was announced last week, several ` +
	`members of the opposition said that they would not support it. “There is no question that this will take time,” the minister said at a news conference. ` +
	`“We have been working with our partners, and we will continue to do so,” said the spokeswoman for the department. The company reported revenue of ` +
	`$1.2 billion for the third quarter, compared with $980 million in the same period a year earlier, while shares rose more than 5 percent in early trading. ` +
	`Analysts had expected earnings of about 40 cents per share. Police said the man was arrested on suspicion of causing the accident; three other people were ` +
	`taken to hospital with injuries that are not believed to be life-threatening. The president, who was elected in 2020, told reporters that the government ` +
	`would provide additional support for families and small businesses across the country. Researchers at the university found that the number of cases had ` +
	`increased by nearly a third since the beginning of the decade, which they described as the largest study of its kind. The court ruled that the law was ` +
	`unconstitutional because it did not protect the rights of workers. In the second half, the team scored twice within ten minutes to win the final. ` +
	`The central bank kept its interest rate unchanged, citing inflation and weaker growth in the labour market. Meanwhile, the chief executive of the ` +
	`largest exchange said that digital assets such as bitcoin could become part of the reserves held by institutions, however there are also risks. It was ` +
	`not immediately clear whether those who had been affected would receive compensation. More than 100,000 people were without electricity on Sunday as ` +
	`heavy rain and strong winds hit the coast, the national weather service said. The two leaders met in Washington to discuss security, trade and climate. ` +
	`The report, which was published by the European Commission, also warned about the impact on the environment and on international markets. `
