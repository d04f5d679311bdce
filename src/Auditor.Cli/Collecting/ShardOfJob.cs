using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Text;

namespace Auditor.Cli.Collecting;

/// <summary>Which shard a job is, as the engine that runs it tells its environment.</summary>
internal static class ShardOfJob
{
    private const string Auto = "auto";

    private static readonly ImmutableArray<JobArray> Known =
    [
        // "Parallelize large jobs" of GitLab: from 1.
        new("CI_NODE_INDEX", "CI_NODE_TOTAL", From: 1),
        new("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", From: 0),
        new("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", From: 1),
        new("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", From: 0),
        // "AWS Batch job environment variables".
        new("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", From: 0),
        // Numbered as its user likes. From 1, a task that is submitted again on its own (an array of one with the id 3) is refused, not
        // taken for a part of one.
        new("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", From: 1),
        // Kubernetes does not tell how many there are.
        new("JOB_COMPLETION_INDEX", null, From: 0),
    ];

    private static readonly ImmutableArray<string> Runs =
    [
        "AUDITOR_RUN", "GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_BUILDID", "CODEBUILD_BUILD_ID", "BUILD_TAG", "CIRCLE_WORKFLOW_ID",
        "BUILDKITE_BUILD_ID", "SLURM_ARRAY_JOB_ID", "AWS_BATCH_JOB_ID",
    ];

    /// <summary>Whether a shard is left to the environment.</summary>
    public static bool IsMeant(string text) => text is Auto || text.StartsWith($"{Auto}/", StringComparison.Ordinal);

    /// <summary>The shard of this job.</summary>
    /// <exception cref="UsageException">No engine says, or what it says makes no shard: the accounts of a job that guesses would be read
    /// twice or never.</exception>
    public static Shard Find(string text, string option, IReadOnlyDictionary<string, string> environment)
    {
        if (Known.FirstOrDefault(engine => !string.IsNullOrEmpty(environment.GetValueOrDefault(engine.Index))) is not { } array)
        {
            throw new UsageException(
                $"{option}: {Quote.Of(text)} needs one of {Words.List(Known.Select(engine => engine.Index))} in the environment, and "
                    + $"there is none: say which part it is, as in '2/5'.");
        }

        var number = Whole(environment, array.Index, option) - array.From + 1;
        var count = text is not Auto ? Shard.Parse($"1{text[Auto.Length..]}", option).Count
            : array.Count is { } name && environment.ContainsKey(name) ? Whole(environment, name, option)
            : throw new UsageException(
                $"{option}: {array.Index} says which part it is, and nothing says of how many: give '{Auto}/5' for five.");
        return number >= 1 && number <= count
            ? new(number, count)
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{option}: {array.Index} is {environment[array.Index]}, and the parts of {count} are numbered from {array.From} to "
                    + $"{count + array.From - 1}."));
    }

    /// <summary>What the jobs of one run have in common; null when nothing says.</summary>
    public static string? RunOf(IReadOnlyDictionary<string, string> environment) =>
        // A job of an AWS Batch array has the array's id with its own number behind a colon.
        Runs.Select(name => (Name: name, Value: environment.GetValueOrDefault(name)))
            .FirstOrDefault(run => !string.IsNullOrEmpty(run.Value)) is ({ } found, { } id)
            ? found is "AWS_BATCH_JOB_ID" ? id.Split(':')[0] : id
            : null;

    private static int Whole(IReadOnlyDictionary<string, string> environment, string name, string option) =>
        int.TryParse(environment[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"{option}: {name} is {Quote.Of(environment[name])}, and that is no number.");

    private sealed record JobArray(string Index, string? Count, int From);
}
