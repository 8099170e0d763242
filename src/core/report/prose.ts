/** The sentence that most tools share: something exited, with a number. Asked last. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const prose: Recogniser = {
  family: 'prose',
  words: ['exit', 'return', 'signal', 'died', 'core dump', '退出', '返回', '信号', 'sig', 'code'],
  rules: [
    rule(/\b(?:[Ee]xit(?:ed|ing|s)?|EXIT(?:ED)?|[Tt]erminated|[Ff]inished|[Cc]ompleted|[Ff]ailed|[Ss]topped|[Ee]nded|[Dd]ied|quit)(?: unexpectedly| prematurely| abnormally)?,? (?:with )?(?:an? |the )?(?:non-?zero )?(?:exit |return |error )?(?:[Cc]ode|status|value)(?: exit status)?(?: of| is| was|:| =)? ?['"`(\[]?(?<code>-?(?:0[xX][\da-fA-F]{1,8}|\d{1,10}))\b(?![.:/]\d)/g),
    rule(/\b(?:[Ee]xit(?:ed)?|EXIT|[Rr]eturn|[Rr]esult|[Ss]ubprocess return|[Pp]rocess)[ _-]?(?:[Cc]ode|CODE|[Ss]tatus|STATUS|[Vv]alue)(?: is| was| of|:| =|=)? ?['"`(\[]?(?<code>-?(?:0[xX][\da-fA-F]{1,8}|\d{1,10}))\b(?![.:/]\d)/g),
    rule(/\b(?:returned|return|returns)(?: a)?(?: non-zero| nonzero)? (?:exit )?(?:code|value|exit status)(?::| of)? ?(?<code>-?\d{1,10})\b/g),
    rule(/\bexited with (?<code>-?\d{1,10})\b/g),
    rule(/\b(?:terminated|killed|exited|died|crashed|stopped|interrupted)(?: (?:by|with|on|due to|from|via|because of))?(?: an?| the)?(?: receipt of)?(?: fatal)? signal:? ?(?:number )?['"`(]?(?<signal>\d{1,2}|SIG[A-Z0-9+-]{2,9})\b(?:.{0,40}?\((?<core>core dumped)\))?/gi),
    rule(/\b(?:[Rr]eceived|[Gg]ot|[Cc]aught) (?:fatal )?signal:? ?(?<signal>\d{1,2}|SIG[A-Z]{3,6})\b/g),
  ],
};
