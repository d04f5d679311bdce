using Auditor.Cli.Tests.Support;
using Auditor.Testing.Fuzzing;

namespace Auditor.Cli.Tests;

/// <summary>
/// Whatever stands in a file that somebody else made is judged or refused, and never our internal error. <c>-- fuzz</c> of the benchmarks
/// goes on for as long as one likes.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class FuzzedFilesTests : CliTests
{
    private const int Seeds = 40;

    [Fact]
    public async Task No_file_is_our_internal_error()
    {
        Write("good.json", FuzzTarget.GoodInventory());
        (await Run(
            "check",
            "--inventory",
            "good.json",
            "--format",
            "json",
            "--format",
            "sarif",
            "--output",
            "before",
            "--fail-on",
            "none")).ExitCode.ShouldNotBe(ExitCode.InternalError);
        var targets = FuzzTarget.All(
            await File.ReadAllTextAsync(PathOf("before/findings.json")),
            await File.ReadAllTextAsync(Directory.EnumerateFiles(PathOf("before"), "*.sarif").First()));
        foreach (var target in targets)
        {
            // Of a file that is refused as it is, nothing would be tried but its first line.
            if (!target.IsPolicy)
            {
                Write(target.FileName, target.Good);
                (await Ask(target)).ExitCode.ShouldBeOneOf([ExitCode.Clean, ExitCode.Findings, ExitCode.Incomplete], target.Name);
            }

            for (var seed = 1; seed <= Seeds; seed++)
            {
                await File.WriteAllBytesAsync(PathOf(target.FileName), target.File(seed));

                var run = await Ask(target);

                run.ExitCode.ShouldNotBe(ExitCode.InternalError, $"{target.Name}, seed {seed}: {run.Error}");
            }
        }
    }

    private Task<CliRun> Ask(FuzzTarget target) =>
        Run([.. target.Arguments.Select(argument => argument switch { "FILE" => target.FileName, "GOOD" => "good.json", _ => argument })]);
}
