namespace Auditor.Reports.Graphs;

/// <summary>Where something is.</summary>
/// <param name="Account">Twelve digits; empty where it is in none, or nothing says in which.</param>
/// <param name="Region">Empty where it is in none.</param>
/// <param name="ApiId">The API's id; empty for what belongs to none.</param>
/// <param name="ApiName">Its name.</param>
public sealed record GraphPlace(string Account, string Region, string ApiId, string ApiName)
{
    /// <summary>Outside of all accounts.</summary>
    public static GraphPlace Elsewhere { get; } = new("", "", "", "");
}
