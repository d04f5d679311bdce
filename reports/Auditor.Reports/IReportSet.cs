namespace Auditor.Reports;

/// <summary>A format that may be written as several files.</summary>
public interface IReportSet
{
    /// <summary>The files, each as a report of its own.</summary>
    IEnumerable<IReport> Parts(ReportInput input);
}
