namespace Auditor.Reports;

/// <summary>A format in which results are written.</summary>
public interface IReport
{
    /// <summary>What people write after <c>--format</c>.</summary>
    string Format { get; }

    /// <summary>The name of the file.</summary>
    string FileName { get; }

    /// <summary>
    /// Whether it looks into APIs and their routes. The others are made from findings, and from how much was read: where nobody looks, an
    /// account and Region goes from memory when it was judged.
    /// </summary>
    bool ReadsApis => true;

    /// <summary>Writes the results. Names and descriptions in them are somebody else's text and are treated as such.</summary>
    void Write(ReportInput input, Stream output);
}
