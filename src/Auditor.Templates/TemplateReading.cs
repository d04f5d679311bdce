using Auditor.Core.Text;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;
using Auditor.Templates.Files;
using Auditor.Templates.Judging;

namespace Auditor.Templates;

/// <summary>What reading one file came to: a template, sentences about what is wrong with it, or nothing.</summary>
public sealed class TemplateReading
{
    // Of one file; whoever mends the first ones sees the others.
    private const int MostRepeated = 5;

    private readonly List<string> _broken = [];

    private TemplateReading(string file) => File = file;

    /// <summary>The name of the file.</summary>
    public string File { get; }

    /// <summary>Whether it is one of Terraform's own files, which are not read.</summary>
    public bool IsTerraform { get; private init; }

    /// <summary>A sentence for each thing that could not be read, with the file's name and the line.</summary>
    public IReadOnlyList<string> Broken => _broken;

    internal ITemplate? Template { get; private set; }

    internal ShownLines? Lines { get; private set; }

    /// <summary>Reads a file; several can be read at the same time.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="isNamed">Whether somebody named the file itself: one that is no template is then worth a sentence.</param>
    /// <param name="nearby">The files that it may name; <see langword="null"/> where there are none.</param>
    public static TemplateReading Of(string file, byte[] bytes, ParameterValues parameters, bool isNamed, NearbyFiles? nearby = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (TemplateFile.IsTerraform(file))
        {
            return new(file) { IsTerraform = true };
        }

        var reading = new TemplateReading(file);
        try
        {
            var repeated = new List<RepeatedNode>();
            // Everything that is open is met once here, so that what cannot be read is known before anything is judged.
            if (TemplateFile.Read(file, bytes, parameters, nearby, repeated) is { } template)
            {
                reading.AddRepeated(repeated);
                reading.Template = template;
                reading.Lines = new(new TextLines(bytes));
            }
            else if (repeated is not [] && (isNamed || TemplateFile.LooksLikeOne(bytes)))
            {
                reading.AddRepeated(repeated);
            }
            else if (isNamed)
            {
                reading._broken.Add($"{Quote.Of(file)} is no inventory, no CloudFormation or SAM template, no plan of Terraform and no "
                    + $"OpenAPI document with API Gateway's extensions.");
            }
        }
        catch (UnreadableException exception)
        {
            if (isNamed || TemplateFile.LooksLikeOne(bytes))
            {
                reading.AddBroken(exception);
            }
        }

        return reading;
    }

    /// <summary>A file that could not even be opened.</summary>
    public static TemplateReading Failed(string file, string because)
    {
        var reading = new TemplateReading(file);
        reading._broken.Add(CannotBeRead(file, because));
        return reading;
    }

    internal static string CannotBeRead(string file, string because) => $"{Quote.Of(file)} cannot be read: {because}";

    internal static string CannotBeRead(string file, UnreadableException exception) =>
        $"{Quote.Of(file)}, line {exception.Line}: {exception.Message}";

    private void AddRepeated(List<RepeatedNode> repeated)
    {
        foreach (var key in repeated.Take(MostRepeated))
        {
            AddBroken(new($"{key.Because} What it says is not judged.", key.Place.Line));
        }
    }

    private void AddBroken(UnreadableException exception) => _broken.Add(CannotBeRead(File, exception));
}
