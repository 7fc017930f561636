/**
 * What the passwords that guessing programs try first are made of. A list of whole passwords of twelve characters or more
 * would be made of these with a year, a number or a mark at the end, so the words are kept and `isEasilyGuessed` tries
 * them in every such form: 500 words alone, in pairs and with endings stand for hundreds of thousands of passwords.
 */
export const commonWords: readonly string[] = `
password passwort passphrase passcode passw0rd pass secret letmein welcome login logon signin access admin administrator root user guest test testing tester demo example
default changeme change temp temporary system server computer internet network windows microsoft office outlook excel google chrome facebook instagram twitter youtube whatsapp
apple samsung android iphone master mustang shadow dragon monkey tiger eagle falcon phoenix panther lion wolf bear horse pony dolphin butterfly flower rose daisy lily jasmine
princess prince queen king angel baby babygirl babyboy sweetheart sweetie sugar honey darling lover love loveyou iloveyou iloveme mylove forever always family mother mummy
mother father daddy grandma sister brother friend friends bestfriend buddy killer hunter ranger soldier warrior ninja pirate wizard magic mystery superman batman spiderman
starwars startrek pokemon pikachu minecraft fortnite nintendo playstation xbox zelda mario matrix hello hellothere goodbye whatever nothing something anything everything
football soccer cricket rugby tennis hockey baseball basketball golf swimming running cycling liverpool arsenal chelsea manchester united mancity city everton tottenham spurs
westham newcastle sunderland leeds leicester leicestershire aston villa astonvilla rangers celtic aberdeen cardiff swansea wolves derby nottingham forest sheffield wednesday
birmingham coventry blackpool barcelona realmadrid juventus london england britain scotland wales ireland english british europe london2012 paris america usa canada australia
india pakistan bristol oxford cambridge yorkshire lancashire county council borough district cityhall townhall service public equality diversity inclusion dueregard regard
government gov parish mayor councillor department team manager director office work working worker company business finance payroll people humanresources
summer winter spring autumn january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
sunshine sunny rainbow moonlight starlight midnight morning evening weekend holiday birthday christmas easter halloween thunder lightning storm snow ocean river mountain island
beach garden forest chocolate cookie cupcake biscuit banana orange cherry strawberry apple lemon mango pepper ginger cheese pizza burger chicken bacon coffee teatime
cocacola pepsi whisky vodka ferrari porsche mercedes jaguar bmw audi toyota honda yamaha harley ducati camaro corvette diamond silver golden purple yellow orange green black
white pink blue redblue blueblue money dollar sterling million lucky lottery casino poker music guitar piano drummer dancer rockstar metallica nirvana beatles queen oasis
michael jennifer jessica jordan ashley daniel thomas andrew charlie matthew joshua robert william george david james john paul peter mark steven stephen richard christopher
anthony nicholas alexander alexandra victoria elizabeth charlotte emily sophie olivia amelia amanda samantha rebecca rachel michelle melissa nicole natalie hannah lauren sarah
laura emma lucy chloe megan katie kimberly claire helen susan karen maria patricia margaret oliver harry jack jacob oscar leo archie alfie muhammad mohammed ahmed ali
fatima aisha patel singh khan smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker roberts
maggie molly bella poppy daisy coco rosie ruby lola alfie buster toby teddy rocky simba smokey oscar felix tigger garfield snoopy scooby mickey minnie donald
computer1 trustno trustnoone nopassword mypassword newpassword oldpassword thepassword yourpassword password1 passpass qwerty qwertyuiop qwert azerty asdf asdfgh asdfghjkl zxcvbn
zxcvbnm qazwsx qazwsxedc wsxedc poiuyt lkjhgf mnbvcx abcdef abcd abc letters numbers starwars blink182 jesus christ god heaven church allah islam bible blessed
correcthorsebatterystaple correct horse battery staple openup opensesame sesame unlock locked security secure private confidential hidden nobody knows
`.trim().split(/\s+/).filter((word) => word.length >= 3)

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', '0123456789', 'abcdefghijklmnopqrstuvwxyz', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'qazwsxedcrfvtgbyhnujmikolp', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'azertyuiop', 'qwertzuiop', '!"£$%^&*()', '!@#$%^&*()', 'zaqxswcdevfrbgtnhymjukilop']

/** Rows of the keyboard and the alphabet, in both directions, each going round once. */
export const keyboardRuns: readonly string[] = rows.flatMap((row) => [row + row, [...row + row].reverse().join('')])
