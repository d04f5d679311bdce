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

    /// <summary>Whether it comes from a plan of Terraform, whose providers of earlier versions do not know every setting.</summary>
    public bool FromPlan { get; init; }

    /// <summary>Whether a transform makes it although nobody asked for it.</summary>
    public bool IsMadeUnasked { get; init; }

    public Value? this[string name] => Properties[name];
}
