/**
 * systemd (src/core/{service,unit,execute,exec-invoke}.c, src/oom), the kernel's OOM killer (mm/oom_kill.c), launchd and
 * macOS crash reports, and Windows.
 */

import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

const UNIT =
  '(?<![\\w@.:\\\\-])(?<about>[\\w@:\\\\-](?:[\\w@.:\\\\-]{0,198})\\.(?:service|socket|mount|scope|swap|timer|slice)):? ';
const unit = (rest: string): RegExp => new RegExp(UNIT + rest, 'g');

export const system: readonly ClueRule[] = [
  clue('stop-timeout', 'stop', 'all', unit("State '(?:stop|final|remounting)-[\\w-]{1,30}' timed out")),
  clue(
    'stop-timeout',
    'stop',
    'all',
    unit('(?:(?:[Ss]topping|stop-[\\w-]{3,20}) timed out|Processes still around after)'),
    {
      words: ['stopping timed out', 'timed out. ', 'processes still around'],
    },
  ),
  clue(
    'stop-timeout',
    'kill',
    'all',
    unit('Unit process \\d{1,10} \\([^)]{1,60}\\) remains running after unit stopped'),
  ),
  clue('deadline', 'any', 'all', unit('[Ss]tart(?:-pre|-post|-up)? operation timed out')),
  clue('deadline', 'any', 'all', unit("State '(?:start|auto-restart)[\\w-]{0,30}' timed out")),
  clue('deadline', 'any', 'all', unit('[Ww]atchdog timeout')),
  clue('deadline', 'any', 'all', unit('Service reached runtime time limit')),
  clue('memory', 'kill', 'all', unit('A process of this unit has been killed by the OOM killer')),
  clue('memory-node', 'kill', 'all', unit('systemd-oomd killed')),
  clue(
    'memory-node',
    'kill',
    'all',
    /systemd-oomd\[\d{1,10}\]: Killed (?:\S{0,300}\/)?(?<about>[\w@.:\\-]{1,200}\.(?:service|scope|slice)) due to memory/g,
  ),
  clue(
    'not-executable',
    'start',
    'all',
    unit('Failed at step EXEC spawning [^:]{1,300}: (?:Permission denied|Is a directory)'),
  ),
  clue(
    'not-found',
    'start',
    'all',
    unit('Failed at step EXEC spawning [^:]{1,300}: No such file or directory'),
  ),
  clue('wrong-platform', 'start', 'all', unit('Failed at step EXEC spawning [^:]{1,300}: Exec format error')),
  clue('not-found', 'start', 'all', unit('(?:Failed to locate executable|Unable to locate executable)'), {
    words: ['to locate executable'],
  }),
  clue(
    'workdir',
    'start',
    'all',
    unit('(?:Failed at step CHDIR|Changing to the requested working directory failed)'),
    {
      words: ['at step chdir', 'working directory failed'],
    },
  ),
  clue('config-missing', 'failure', 'all', unit('Failed to (?:load environment files|set up credentials)'), {
    words: ['failed to load environment', 'failed to set up credentials'],
  }),
  clue('start-refused', 'start', 'all', unit('Failed at step [A-Z_]{2,30}')),
  clue('stop', 'stop', 'below', /systemd\[\d{1,10}\]: Stopping (?:(?<about>[\w@.-]{1,200}\.\w{4,7}) - )?\S/g),
  clue(
    'stop',
    'stop',
    'below',
    /^\s{0,8}(?:\S{0,80}[$#%>❯]\s{1,4})?(?:sudo )?systemctl (?:--user )?(?:stop|restart|kill) (?<about>[\w@.:-]{1,200})/g,
  ),
  clue('memory-limit', 'kill', 'all', /\bconstraint=CONSTRAINT_MEMCG\b|Memory cgroup out of memory/g, {
    words: ['constraint_memcg', 'memory cgroup out'],
  }),
  clue(
    'memory-node',
    'kill',
    'all',
    /\bconstraint=CONSTRAINT_(?:NONE|CPUSET|MEMORY_POLICY)\b|\bglobal_oom\b/g,
    {
      words: ['constraint_', 'global_oom'],
    },
  ),
  clue(
    'memory-limit',
    'kill',
    'all',
    /\bmem_cgroup_(?:out_of_memory|oom_synchronize)\b|killed as a result of limit of/g,
    {
      words: ['mem_cgroup_o', 'result of limit'],
    },
  ),
  clue('memory', 'kill', 'all', /\binvoked oom-killer\b/g),
  clue('memory-node', 'kill', 'all', /(?<!cgroup )[Oo]ut of memory: Kill(?:ed)? process/g, {
    words: ['ut of memory: kill'],
  }),
  clue(
    'memory-node',
    'kill',
    'all',
    /\blowmemorykiller: Kill|\bjetsam\b|memorystatus: killing|low swap: killing|EXC_RESOURCE.{0,60}MEMORY/gi,
    {
      words: ['lowmemorykiller', 'jetsam', 'memorystatus', 'low swap', 'exc_resource'],
    },
  ),
  // dyld speaks before it aborts.
  clue(
    'missing-library',
    'failure',
    'all',
    /Library not loaded: |Symbol not found: |Library missing|DYLD, \[?0x|namespace"? ?: ?"DYLD/gi,
    {
      words: ['library not loaded', 'symbol not found', 'library missing', 'dyld'],
    },
  ),
  clue(
    'start-refused',
    'any',
    'all',
    /Namespace CODESIGNING|"namespace" ?: ?"CODESIGNING"|Code Signature Invalid|library load disallowed by system policy/gi,
    {
      words: ['codesigning', 'code signature invalid', 'disallowed by system policy'],
    },
  ),
  clue('deadline', 'any', 'all', /0x8badf00d|Namespace (?:SPRINGBOARD|WATCHDOG|FRONTBOARD)/gi, {
    words: ['8badf00d', 'namespace springboard', 'namespace watchdog', 'namespace frontboard'],
  }),
  clue('start-refused', 'code', 'all', /Another installation is already in progress/gi),
];
