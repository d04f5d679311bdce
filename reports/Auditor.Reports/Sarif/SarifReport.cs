using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Reports.Sarif;

/// <summary>
/// <c>auditor.sarif</c>, for builds: what GitHub, GitLab, Azure DevOps and DefectDojo all take. Only what is wrong is a result;
/// what could not be told is a notification, because those consumers would show any result as an open alert.
/// </summary>
public sealed class SarifReport : IReport
{
    // GitLab takes files up to 10 MB, and white space is half of one.
    private const int MostIndented = 1000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        // Messages stay readable; no browser reads this file as HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Dense = new(Options) { WriteIndented = false };

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public string FileName => "auditor.sarif";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var run = new RunWriter(input).Run();
        JsonSerializer.Serialize(output, new SarifLog { Runs = [run] }, run.Results.Count > MostIndented ? Dense : Options);
        output.WriteByte((byte)'\n');
    }
}
