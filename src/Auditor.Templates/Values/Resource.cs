using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>A resource in CloudFormation's words, whatever language it was written in.</summary>
/// <param name="Id">The logical id; of Terraform the address.</param>
/// <param name="Type"><c>AWS::ApiGateway::Stage</c>.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Place">From its name to its end.</param>
internal sealed record Resource(string Id, string Type, MapValue Properties, SourcePlace Place)
{
    /// <summary>What findings call the place, <c>Resources/Api</c>.</summary>
    public string Path { get; init; } = $"Resources/{Id}";

    /// <summary>What <c>IgnoreGlobals</c> says (SAM).</summary>
    public Value? IgnoreGlobals { get; init; }

    /// <summary>What <c>Metadata</c> says.</summary>
    public Value? Metadata { get; init; }

    /// <summary>Where its type stands: pages and people point there when nothing else is wrong with it.</summary>
    public SourcePlace? TypePlace { get; init; }

    /// <summary>Its ARN, where it is deployed already and the file says so.</summary>
    public string? Arn { get; init; }

    /// <summary>Whether a plan leaves it as it is.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Whether only settings of a stage are here, and the stage itself is described elsewhere.</summary>
    public bool HasOnlySettings { get; init; }

    /// <summary>Whether only what is behind a method is here, and the method itself is described elsewhere.</summary>
    public bool HasOnlyIntegration { get; init; }

    /// <summary>Whether its provider is older than the setting of an API's TLS policy, so that nobody can tell what that is.</summary>
    public bool HasOlderProvider { get; init; }

    /// <summary>Whether it comes from Terraform.</summary>
    public bool FromPlan { get; init; }

    /// <summary>Whether a transform makes it although nobody asked for it.</summary>
    public bool IsMadeUnasked { get; init; }

    public Value? this[string name] => Properties[name];

    /// <summary>The same with a property set, or left out when the value is <see langword="null"/>.</summary>
    public Resource WithProperty(string name, Value? value) => this with { Properties = Properties.With(name, value) };
}
