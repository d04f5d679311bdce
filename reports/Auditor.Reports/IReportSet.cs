namespace Auditor.Reports;

/// <summary>A format that may be written as several files.</summary>
public interface IReportSet
{
    /// <summary>The files, each as a report of its own.</summary>
    IEnumerable<IReport> Parts(ReportInput input);

    /// <summary>
    /// Whether a file is one that this tool wrote in this format, in whichever number of files. Such a file of an earlier run goes when
    /// those of another are there; what anybody else wrote or named stays, so this has to be sure.
    /// </summary>
    bool IsOwn(ReportInput input, FileInfo file);
}
