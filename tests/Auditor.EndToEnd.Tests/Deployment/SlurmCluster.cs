using System.Diagnostics;
using System.Net;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>Slurm with one node on this machine: a controller and a daemon on loopback, in a folder of its own.</summary>
internal sealed class SlurmCluster : IAsyncDisposable
{
    /// <summary>After this it hangs. Nothing is measured by it: a busy machine is no failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-slurm-");
    private readonly CancellationTokenSource _hangs = new(Patience);
    private readonly List<Process> _daemons = [];

    private SlurmCluster()
    {
        var here = Dns.GetHostName().Split('.')[0];
        File.WriteAllText(PathOf("slurm.conf"), $"""
            ClusterName=auditor
            SlurmctldHost={here}(127.0.0.1)
            SlurmUser=root
            AuthType=auth/none
            CredType=cred/none
            # A task that is requeued waits until its credential has run out: 5 s is the least, 120 s what it is otherwise.
            AuthInfo=cred_expire=5
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            MpiDefault=none
            ReturnToService=2
            SlurmctldPort={LocalPort.Free()}
            SlurmdPort={LocalPort.Free()}
            StateSaveLocation={Directory.CreateDirectory(PathOf("state")).FullName}
            SlurmdSpoolDir={Directory.CreateDirectory(PathOf("spool")).FullName}
            SlurmctldPidFile={PathOf("slurmctld.pid")}
            SlurmdPidFile={PathOf("slurmd.pid")}
            SlurmctldLogFile={PathOf("slurmctld.log")}
            SlurmdLogFile={PathOf("slurmd.log")}
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SlurmdParameters=config_overrides
            SchedulerParameters=sched_interval=1,batch_sched_delay=0
            KillWait=1
            MinJobAge=3600
            JobRequeue=1
            NodeName=node NodeHostname={here} NodeAddr=127.0.0.1 CPUs=8 RealMemory=64000 State=UNKNOWN
            PartitionName=all Nodes=node Default=YES State=UP MaxTime=INFINITE

            """);
    }

    /// <summary>Why it cannot be had here. Not every build server may install it: it is skipped there, too.</summary>
    public static string? Missing => Environment.UserName is not "root" ? "Slurm's daemons have to be started by root."
        : File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/slurmd") ? Tool.Missing("sbatch")
        : "Slurm is not installed (Debian: slurmctld, slurmd, slurm-client).";

    public static async Task<SlurmCluster> StartAsync()
    {
        var cluster = new SlurmCluster();
        cluster.Start("slurmctld", "-c");
        // A question that is asked before the controller listens is an error, and asked again.
        await cluster.UntilAsync(
            async () => (await cluster.TryAsync("scontrol", [], "ping")).StandardOutput.Contains("UP", StringComparison.Ordinal));
        cluster.Start("slurmd", "-N node");
        await cluster.UntilAsync(
            async () => (await cluster.RunAsync("sinfo", "--noheader", "--format=%T")).StandardOutput.Trim() is "idle");
        return cluster;
    }

    /// <summary>Runs a command of Slurm, which finds this cluster.</summary>
    public Task<ProcessOutcome> RunAsync(string command, params string[] arguments) => RunAsync(command, [], arguments);

    /// <summary>Submits a job.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> SubmitAsync(Dictionary<string, string> environment, params string[] arguments) =>
        (await RunAsync("sbatch", environment, ["--parsable", .. arguments])).StandardOutput.Trim();

    /// <summary>The tasks of a job that are not over, with their states, by their numbers.</summary>
    public async Task<Dictionary<string, string>> TasksAsync(string job) =>
        (await RunAsync("squeue", "--noheader", "--array", $"--jobs={job}", "--format=%K %T")).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line.Split(' ')[0], line => line.Split(' ')[1], StringComparer.Ordinal);

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            if (_hangs.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"{await TryAsync("scontrol", [], "show", "jobs")}\n{await LogAsync("slurmctld.log")}\n{await LogAsync("slurmd.log")}");
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing that a job started outlives it.
        await TryAsync("scancel", [], "--user=root", "--signal=KILL", "--full");
        await TryAsync("scontrol", [], "shutdown");
        foreach (var daemon in _daemons)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await daemon.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                daemon.Kill(entireProcessTree: true);
            }

            daemon.Dispose();
        }

        _hangs.Dispose();
        _folder.Delete(recursive: true);
    }

    // In front, not in the background: what it prints goes to a file, so that it holds no stream of the tests.
    private void Start(string daemon, string options)
    {
        var command = $"exec /usr/sbin/{daemon} -D {options} >'{PathOf(daemon)}.out' 2>&1 </dev/null";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = _folder.FullName };
        start.Environment["SLURM_CONF"] = PathOf("slurm.conf");
        _daemons.Add(Process.Start(start) ?? throw new InvalidOperationException($"{daemon} did not start."));
    }

    private async Task<ProcessOutcome> RunAsync(string command, Dictionary<string, string> environment, params string[] arguments)
    {
        var outcome = await TryAsync(command, environment, arguments);
        return outcome.ExitCode == 0 ? outcome : throw new InvalidOperationException($"{command}: {outcome}");
    }

    private Task<ProcessOutcome> TryAsync(string command, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = _folder.FullName };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["SLURM_CONF"] = PathOf("slurm.conf");
        return ChildProcess.RunAsync(start, Patience, CancellationToken.None);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> LogAsync(string name) =>
        File.Exists(PathOf(name)) ? await File.ReadAllTextAsync(PathOf(name)) : $"no {name}";
}
