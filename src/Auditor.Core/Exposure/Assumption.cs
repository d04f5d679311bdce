using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Something that AWS gives no way to know, and what verdicts take it for. It is no gap: nobody could read it.</summary>
public sealed record Assumption
{
    private const string ScanOfWhatIsDeployed = "A scan of what is deployed can tell.";

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    public required string Region { get; init; }

    /// <summary>The ARN of the API; <see langword="null"/> where it is about the whole Region.</summary>
    public string? Resource { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    /// <summary>What was assumed, as a sentence.</summary>
    public required string Assumed { get; init; }

    /// <summary>Why it cannot be known, as a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>What would settle it, as a sentence.</summary>
    public required string SettledBy { get; init; }

    /// <summary>All three sentences.</summary>
    public string Text => $"{Assumed} {Because} {SettledBy}";

    /// <summary>What is taken for granted of an API that a template only refers to.</summary>
    /// <param name="account">Twelve digits.</param>
    /// <param name="region">Its Region.</param>
    /// <param name="name">The API's name.</param>
    /// <param name="because">Which template does not hold it, as a sentence.</param>
    public static Assumption OfApiElsewhere(string account, string region, string name, string because) => new()
    {
        Account = account,
        Region = region,
        ApiName = name,
        Assumed = $"API {Quote.Of(name)} answers on the internet and has no resource policy.",
        Because = because,
        SettledBy = ScanOfWhatIsDeployed,
    };

    /// <summary>What is taken for granted of a custom domain name that a template only refers to.</summary>
    /// <param name="account">Twelve digits.</param>
    /// <param name="region">Its Region.</param>
    /// <param name="name">The domain name.</param>
    /// <param name="because">Which template does not hold it, as a sentence.</param>
    public static Assumption OfDomainElsewhere(string account, string region, string name, string because) => new()
    {
        Account = account,
        Region = region,
        Resource = name,
        Assumed = $"Domain name {Quote.Of(name)} takes requests from the internet and asks for no client certificate.",
        Because = because,
        SettledBy = ScanOfWhatIsDeployed,
    };
}
