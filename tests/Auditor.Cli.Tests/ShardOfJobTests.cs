using Auditor.Cli.Collecting;

namespace Auditor.Cli.Tests;

/// <summary>A job finds out which shard it is from what its engine tells it.</summary>
public sealed class ShardOfJobTests
{
    [Theory]
    // GitLab, "Predefined CI/CD variables": from 1.
    [InlineData("auto", "2/5", "CI_NODE_INDEX=2", "CI_NODE_TOTAL=5")]
    // CircleCI, "Project values and variables": from 0.
    [InlineData("auto", "1/2", "CIRCLE_NODE_INDEX=0", "CIRCLE_NODE_TOTAL=2")]
    // Azure Pipelines, "Predefined variables": from 1.
    [InlineData("auto", "3/3", "SYSTEM_JOBPOSITIONINPHASE=3", "SYSTEM_TOTALJOBSINPHASE=3")]
    // Buildkite, "Environment variables": from 0.
    [InlineData("auto", "4/4", "BUILDKITE_PARALLEL_JOB=3", "BUILDKITE_PARALLEL_JOB_COUNT=4")]
    // AWS Batch, "Job environment variables": from 0.
    [InlineData("auto", "8/8", "AWS_BATCH_JOB_ARRAY_INDEX=7", "AWS_BATCH_JOB_ARRAY_SIZE=8")]
    [InlineData("auto/9", "8/9", "AWS_BATCH_JOB_ARRAY_INDEX=7")]
    // Slurm, "sbatch": SLURM_ARRAY_TASK_COUNT is the number of tasks in the array.
    [InlineData("auto", "3/8", "SLURM_ARRAY_TASK_ID=3", "SLURM_ARRAY_TASK_COUNT=8")]
    [InlineData("auto/8", "3/8", "SLURM_ARRAY_TASK_ID=3", "SLURM_ARRAY_TASK_COUNT=1")]
    // Kubernetes, "Indexed Job for Parallel Processing with Static Work Assignment": from 0.
    [InlineData("auto/4", "1/4", "JOB_COMPLETION_INDEX=0")]
    public void Takes_the_part_that_the_engine_names(string text, string shard, params string[] environment) =>
        $"{ShardOfJob.Find(text, "--shard", Of(environment))}".ShouldBe(shard);

    [Theory]
    [InlineData("auto", "needs one of 'CI_NODE_INDEX'")]
    [InlineData("auto/4", "needs one of 'CI_NODE_INDEX'", "CI_NODE_INDEX=")]
    [InlineData(
        "auto",
        "JOB_COMPLETION_INDEX says which part it is, and nothing says of how many: give 'auto/5' for five",
        "JOB_COMPLETION_INDEX=2")]
    [InlineData("auto/", "'1/' is no shard", "JOB_COMPLETION_INDEX=2")]
    [InlineData("auto/0", "'1/0' is no shard", "JOB_COMPLETION_INDEX=2")]
    [InlineData("auto/2", "JOB_COMPLETION_INDEX is 2, and the parts of 2 are numbered from 0 to 1", "JOB_COMPLETION_INDEX=2")]
    [InlineData(
        "auto",
        "SLURM_ARRAY_TASK_ID is 0, and the parts of 8 are numbered from 1 to 8",
        "SLURM_ARRAY_TASK_ID=0",
        "SLURM_ARRAY_TASK_COUNT=8")]
    // Submitted again on its own.
    [InlineData(
        "auto",
        "SLURM_ARRAY_TASK_ID is 3, and the parts of 1 are numbered from 1 to 1",
        "SLURM_ARRAY_TASK_ID=3",
        "SLURM_ARRAY_TASK_COUNT=1")]
    [InlineData("auto", "CI_NODE_INDEX is '-1', and that is no number", "CI_NODE_INDEX=-1", "CI_NODE_TOTAL=2")]
    [InlineData("auto", "CI_NODE_TOTAL is '99999999999', and that is no number", "CI_NODE_INDEX=1", "CI_NODE_TOTAL=99999999999")]
    public void Does_not_guess(string text, string because, params string[] environment) =>
        Should.Throw<UsageException>(() => ShardOfJob.Find(text, "--shard", Of(environment))).Message.ShouldContain(because);

    [Theory]
    [InlineData("1f2e", "AWS_BATCH_JOB_ID=1f2e:7")]
    [InlineData("41", "SLURM_ARRAY_JOB_ID=41", "SLURM_JOB_ID=44")]
    [InlineData("mine", "AUDITOR_RUN=mine", "GITHUB_RUN_ID=7")]
    [InlineData(null, "GITHUB_RUN_ID=")]
    [InlineData(null)]
    public void Jobs_of_one_run_say_the_same(string? run, params string[] environment) => ShardOfJob.RunOf(Of(environment)).ShouldBe(run);

    private static Dictionary<string, string> Of(string[] variables) =>
        variables.ToDictionary(variable => variable.Split('=')[0], variable => variable.Split('=')[1], StringComparer.Ordinal);
}
