namespace Auditor.Core.Metadata;

/// <summary>What a rule is about. The number is the first digit of the ids in it.</summary>
public enum Category
{
    /// <summary>Plug-ins, whose ids have a prefix of their own.</summary>
    Other = 0,
    Authorization = 1,
    Transport = 2,
    Throttling = 3,
    Protection = 4,
    Policies = 5,
    Observability = 6,
    Hygiene = 7,
}
