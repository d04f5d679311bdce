using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>Slurm with one node on this machine: a controller and a daemon on loopback, in a folder of its own.</summary>
internal sealed class SlurmCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-slurm-");

    private SlurmCluster()
    {
        var here = Dns.GetHostName().Split('.')[0];
        File.WriteAllText(Path.Combine(_folder.FullName, "slurm.conf"), $"""
            ClusterName=auditor
            SlurmctldHost={here}(127.0.0.1)
            SlurmUser=root
            AuthType=auth/none
            CredType=cred/none
            # A task that is requeued waits until its credential has run out.
            AuthInfo=cred_expire=5
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            MpiDefault=none
            ReturnToService=2
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            StateSaveLocation={Directory.CreateDirectory(Path.Combine(_folder.FullName, "state")).FullName}
            SlurmdSpoolDir={Directory.CreateDirectory(Path.Combine(_folder.FullName, "spool")).FullName}
            SlurmctldPidFile={_folder.FullName}/slurmctld.pid
            SlurmdPidFile={_folder.FullName}/slurmd.pid
            SlurmctldLogFile={_folder.FullName}/slurmctld.log
            SlurmdLogFile={_folder.FullName}/slurmd.log
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SlurmdParameters=config_overrides
            KillWait=1
            MinJobAge=3600
            JobRequeue=1
            NodeName=node NodeHostname={here} NodeAddr=127.0.0.1 CPUs=8 RealMemory=64000 State=UNKNOWN
            PartitionName=all Nodes=node Default=YES State=UP MaxTime=INFINITE

            """);
    }

    /// <summary>Why it cannot be had here. Not every build server has it, and it is not ours to install: it is skipped there, too.</summary>
    public static string? Missing => Environment.UserName is not "root" ? "Slurm's daemons have to be started by root."
        : File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/slurmd") ? Tool.Missing("sbatch")
        : "Slurm is not installed (Debian: slurm-wlm).";

    public static async Task<SlurmCluster> StartAsync()
    {
        var cluster = new SlurmCluster();
        await cluster.RunAsync("/usr/sbin/slurmctld", "-c");
        await cluster.RunAsync("/usr/sbin/slurmd", "-N", "node");
        await UntilAsync(async () => (await cluster.RunAsync("sinfo", "--noheader", "--format=%T")).StandardOutput.Trim() is "idle");
        return cluster;
    }

    /// <summary>Runs a command of Slurm, which finds this cluster.</summary>
    public async Task<ProcessOutcome> RunAsync(string command, params string[] arguments)
    {
        var outcome = await ChildProcess.RunAsync(Start(command, arguments, new Dictionary<string, string>()), ChildProcess.Patience, CancellationToken.None);
        return outcome.ExitCode == 0 ? outcome : throw new InvalidOperationException($"{command}: {outcome}");
    }

    /// <summary>Submits a job.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> SubmitAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var outcome = await ChildProcess.RunAsync(Start("sbatch", ["--parsable", .. arguments], environment), ChildProcess.Patience, CancellationToken.None);
        return outcome.ExitCode == 0 ? outcome.StandardOutput.Trim() : throw new InvalidOperationException($"{outcome}");
    }

    /// <summary>The state of each task of a job that is not over.</summary>
    public async Task<string[]> StatesAsync(string job) =>
        (await RunAsync("squeue", "--noheader", "--array", $"--jobs={job}", "--format=%T")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("scontrol", "shutdown");
        foreach (var name in new[] { "slurmctld", "slurmd" })
        {
            var file = Path.Combine(_folder.FullName, $"{name}.pid");
            if (File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var id))
            {
                await UntilAsync(() => Task.FromResult(!Directory.Exists($"/proc/{id}")));
            }
        }

        _folder.Delete(recursive: true);
    }

    private ProcessStartInfo Start(string command, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = _folder.FullName };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["SLURM_CONF"] = Path.Combine(_folder.FullName, "slurm.conf");
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
