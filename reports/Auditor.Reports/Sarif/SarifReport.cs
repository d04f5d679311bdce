using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Reports.Sarif;

/// <summary>
/// <c>auditor.sarif</c>, for builds. In the usual profile only what is wrong and counts is a result: what GitHub, GitLab, Azure DevOps and
/// DefectDojo all take. What could not be told is a notification, because those consumers would show any result as an open alert.
/// </summary>
public sealed class SarifReport : IReport, IReportSet
{
    // White space is half of a file.
    private const int MostIndented = 1000;

    /// <summary>How many results of a run GitHub, GitLab and Azure DevOps keep; they drop the others without a word.</summary>
    public const int MostKept = SarifSlices.MostKept;

    /// <summary>How many bytes of a file GitLab takes; GitHub takes as much when it is zipped.</summary>
    public const int GitLabTakes = 10 * 1024 * 1024;

    /// <summary>How many bytes a file has at most, unless it is not split.</summary>
    public const int MostBytes = SarifSlices.MostBytes;

    /// <summary>How much it says.</summary>
    public SarifProfile Profile { get; init; }

    /// <summary>Whether it is one file.</summary>
    public SarifSplit Split { get; init; }

    /// <summary>What tells its analysis from others of the same repository; <see langword="null"/> where there is one.</summary>
    public string? Category { get; init; }

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public string FileName => "auditor.sarif";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public IEnumerable<IReport> Parts(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Split is SarifSplit.None)
        {
            return [this];
        }

        var sizes = new SarifSlices.Sizes(input, Profile, Category);
        return Split is SarifSplit.Auto && SarifSlices.FitsOneRun(input, Profile, sizes)
            ? [this]
            : SarifSlices.ByAccount(input, Profile, sizes).Select(file => new Part(file.FileName, file.Slices, Profile, Category));
    }

    /// <inheritdoc/>
    public bool IsOwn(ReportInput input, FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(file);
        return SarifOrigin.Is(input.Tool.Name, file);
    }

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Write(input, [SarifSlices.Whole(input, Profile)], Profile, Category, output);
    }

    private static void Write(ReportInput input, IEnumerable<SarifSlice> slices, SarifProfile profile, string? category, Stream output)
    {
        ImmutableArray<SarifRun> runs = [.. slices.Select(slice => new RunWriter(input, slice, profile, category).Run())];
        JsonSerializer.Serialize(
            output,
            new SarifLog { Runs = runs },
            (runs.Sum(run => run.Results.Count) > MostIndented ? SarifJson.OneLine : SarifJson.Readable).SarifLog);
        output.WriteByte((byte)'\n');
    }

    private sealed class Part(string fileName, ImmutableArray<SarifSlice> slices, SarifProfile profile, string? category) : IReport
    {
        public string Format => "sarif";

        public string FileName => fileName;

        public void Write(ReportInput input, Stream output) => SarifReport.Write(input, slices, profile, category, output);
    }
}
