namespace Auditor.Rules.Catalogue;

/// <summary>What a new rule looks at, to begin with.</summary>
public enum NewRuleSubject
{
    /// <summary>Each stage of an API: <see cref="Core.Rules.StageRule"/>.</summary>
    Stage,

    /// <summary>Each API: <see cref="Core.Rules.Rule{TSubject}"/>.</summary>
    Api,

    /// <summary>Each route as its stages serve it: <see cref="Core.Rules.RouteRule"/>.</summary>
    Route,
}
