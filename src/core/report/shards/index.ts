/** Which parts of the rules a text needs: each is loaded when the text shows a sign of what it is about. */

import type { Shard } from './shard.ts';

type Name = 'kubernetes' | 'batch' | 'machines' | 'services' | 'builds';

interface Part {
  /** One of these matches every text that a rule of the part can match; `tests/unit/report/shards.spec.ts` holds it to that. */
  readonly signs: readonly RegExp[];
  readonly load: () => Promise<{ readonly shard: Shard }>;
}

/** The base is no part: it is always there. */
export const PARTS: Readonly<Record<Name, Part>> = {
  kubernetes: {
    signs: [
      /\b(?:State|Status|Exit Code|Reason|Terminated)\b|\d\/\d{1,3}\s+(?:Init:)?[A-Z]|E(?:xited|XITED)\s{1,20}[\w.-]|(?:ErrImage|ImagePull|CrashLoop|CreateContainer|RunContainer|InvalidImage)\w/,
      /exit_?code|exit_?status|returncode|"rc"|terminated|waiting|reason|restarting failed|failed to (?:start|create) container|startcontainer|start failed in pod|mountvolume|mountdevice|attachvolume|liveness|startup|unhealthy|failedscheduling|failedmount|failedattach|hook|preempt|nodenotready|pod sandbox|sandbox changed|nodes are available|node shutdown|" not found|couldn't find key|runasnonroot|pull image|image tag|pulling image|deadlineexceeded|backofflimit|backoff limit|specified deadline|(?:upgrade|installation|rollback|uninstall|delete) failed|evicted|nodelost|nodeshutdown|running pod|oom.?kill|the node|job (?:\S+ )?failed|local storage|ephemeral|emptydir|shutdown manager|system oom|oom event|stopping container|killing container|scaled down|successfuldelete|definition changed|kubectl|\boc |non-existent|non-root|pull policy|mount volumes|inspect image/i,
    ],
    load: () => import('./kubernetes.ts'),
  },
  batch: {
    signs: [
      /OUT_OF_ME|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|BOOT_FAIL|PREEMPTED|DEADLINE|Container .{0,300}(?:Exit status: |exitCode: |Exit code|exited with a)|TERM_|PBS|FAILURE/,
      /slurm|srun|stepid|oom.?kill|exitcode=|bad termination|exit string|task_id\t|container name: |exit_status|job id: |memory limit|containerid=container_|from container|failed:?\s+\d+\s+: |process terminated by|normal termination|gone over|\] signal: |mpirun|error exit status|executor with id|signal termination|wallclock|exceeded hard|request_memory|preempted by scheduler|container preempted|due to (?:node|slurmd|time|task|preemption)|lost\*? node|not responding|killed on request|job deleted|cancelled by|attemptid:|failed to report status/i,
    ],
    load: () => import('./batch.ts'),
  },
  machines: {
    signs: [
      /code=(?:exited|killed|dumped)|[Rr]esult['": ]|ExecMain|EXC_|\.(?:service|socket|mount|scope|swap|timer|slice|target|automount|path|device)(?::|\s|$)|\s(?:SIG[A-Z0-9]+|\d{1,2})\s+(?:missing|present|truncated|none|journal|error|inaccessible|\*)\s|\bPID: \d|\bSignal: \d|^(?:-|\d{1,10})\t-?\d{1,5}\t\S/m,
      /systemd|watchdog|of user \d|out of memory|killed process|oom.?kill|oom_reaper|was killed: |system oom|segfault at|general protection|\btrap |unhandled|unexpected fatal signal|comm="|exited on signal|service exited|exited with (?:exit )?code: |exception (?:type|code)|termination (?:signal|reason)|procname|app_name|lastexitstatus|"label"|^process: |faulting|fehlerhaften|défaillante|con errores|applicazione|com falha|错误应用程序|發生錯誤|障害|сбойного|응용|ausnahmecode|excepción|eccezione|exceção|异常|例外|исключения|예외|robust file|failed at step|error status: |finished with|wurde unerwartet|mainengine|action ended|installer failed|terminal process|application pool|service terminated|startup program|lastexitcode|errorlevel|the process "|the thread|线程|进程|退出|返回|終了|종료|信号|has exited with|\(process \d+\)|process (?:returned|exited)|returned exit code|sortie|salida|saída|код|systemctl|constraint_|mem(?:ory |_)cgroup|result of limit|global_oom|caught <|sending sig|dwexitcode|exception\b.+0x|<data|(?:crashed|killed|oom|clean-exit|abnormal-exit|launch-failed|integrity-failure|memory-eviction)['"]?[,，、;]? ?(?:exit ?)?(?:code|代码|código|codice|код|コード)|extension host|pty ?host|shared process|#\d{1,3} .*abort \(|timed out\. killing|due to memory|lowmemorykiller|jetsam|memorystatus|low swap|library not loaded|symbol not found|library missing|dyld|codesigning|code signature|disallowed by system|8badf00d|namespace (?:springboard|watchdog|frontboard)|another installation/im,
    ],
    load: () => import('./machines.ts'),
  },
  services: {
    signs: [
      /FATAL|BACKOFF|exitcode|(?:Exceeded|OutOfMemory|CannotPull|CannotStart|CannotCreate|ResourceInit|TaskFailed|DockerTimeout|CannotInspect)|heroku\[|app\[|\bR1[245]\b|FAILED\s*$/m,
      /(?:exited|stopped|gave up): |via signal|errored|\| (?:exited|terminated|process)|service \S+ exited|service '|process(?: \d+| '[^']{1,80}' pid:\d+)? exited|helper|(?:worker|manager|loader|agent) process|child \d+|exit signal|exit with status|\(pid \d+\) (?:was terminated|exited)|terminated due|got (?:signal|exception)|crashed by signal|background (?:saving|aof|transfer)|\bworker (?:\(|\d|failed|timeout|exited|with pid|')|workerlost|terminated by signal|worker\[|dataloader|worker process|retcode|<signals\.|processpool|process pool|terminated abruptly|unexpectedly terminated|stopped.{0,60}exitcode|fatal python|node down|negsignal|\btask (?:exited|received|timed|(?:\S+ )?failed)|died, killed|received by pid|health checks|target-group|host ec2|runtime exited|container called exit|uncaught signal|memory limit|used over|main child|oom killed|driver failure|terminated with signal|harakiri|execution timed out|hard time limit|timelimit|sigterm|: exit -?\d|fail code|worker exit type|low on memory|kernel pid|\bsig[a-z]{2,6}(?: \(@\w{1,18}\))? received|signal \(\d|caught (?:segfault|bus error|fatal)|\[bug\]|received signal [a-z]|\bsig[a-z]{3,4} - |fatal error: in |interrupted by sig|program crashed|forrtl|stop reason|page fault|target signal|sanitizer/i,
    ],
    load: () => import('./services.ts'),
  },
  builds: {
    signs: [
      /NPM|npm|MSB3073|U1077|FAILED|\*\*\*|^FAIL\s|SIG(?:ABRT|QUIT|SEGV|BUS|FPE|ILL)|ELIFECYCLE|Error code|Signal \d|\bEXCEPTION_|^<\S+> \(|signal[:=]? ?["']?SIG|exited with code SIG/m,
      /exit successfully|custom build|build-script|non-zero exit value|forked vm|forked process|build daemon|process exit code: |at pc=|script returned|exited with status|agent was stopped|interrupted by a signal|cancellation signal|hook exited|process completed|code exit status|circleci|error in container|job failed|received ['"]|received sig|terminated with exit|msb\d{4}|test host process|process terminated\.|failfast|accessviolation|stack ?overflow|^the command|(?:bash|powershell|cmd\.exe) exited|the process '|" exited with|run(?:cancelled|timeout)|with strategy|\(exit code|was terminated \(exit|-- terminated|maximum (?:execution )?time|execution took|nested steps|build timed out|no output|has timed out|shutdown signal|lost communication|stopped hearing|was cancel|was aborted|canceling|system failure|aborted by|operation was|interrupt signal|longer than the specified|internal compiler error|signal terminated|unable to execute command|frontend command|terminated with signal|receipt of signal|died (?:due|with)|returned \d+ exit status|command failed|exit code 0x|\((?:subprocess |child )?(?:segfault|illegal|numerical|bus|timeout)\)|(?:aborted|killed|terminated)\)|\(exit |failed:? \(|server terminated|failed with exit code|command failed with|lifecycle script|returned: code|verbose |was killed with|signal: \d|unix_wait|si_signo|lerna|: command |heap out of memory|(?:worker|process)\b.{0,140}signal|another process: signal|reason: (?:crashed|killed|abnormal)|exitcode=|\bcode: \d{1,10},|signal: [a-z]|signal interrupt| errno |test timed out|fatal: \[|"rc": |(?:code|status|exitcode): \d{1,10},|timed out waiting|step timed out|timeout has been|\btimeout(?: -\S{1,30}(?: \w{1,10})?){0,4} \d|due to timeout|deadline exceeded|failed to finish|maximum allowed|termination signal|wrapper script|cannot contact|channelclosed|was removed|marked offline|connection was|is offline|did not connect|lost connection|never started|canceled|cancelled|externally set|sigterm|unfinished jobs|to (?:all|other) processes|sending process|container exit|due to (?:matrix|sibling|another)|fail-fast|stopping app|to stop|(?:pre|post)-(?:install|upgrade|rollback|delete)|hooks failed|agent lost|step exceeded/im,
    ],
    load: () => import('./builds.ts'),
  },
};

const NAMES = Object.keys(PARTS) as readonly Name[];

/** A longer text may hold anything, and to look for signs in it would take longer than to load what it may need. */
const LOOKED_THROUGH = 50_000;

/** The parts whose signs a text shows, as `Paste.text` has it, in a fixed order; of a long text every part. */
export function partsFor(text: string): readonly Name[] {
  if (text.length > LOOKED_THROUGH) return NAMES;
  return NAMES.filter((name) => PARTS[name].signs.some((sign) => sign.test(text)));
}
