using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>One request out of a box, to no resource yet: along each dimension the class that explains most.</summary>
internal sealed class WitnessRequest
{
    public WitnessRequest(CallerModel model, Box box)
    {
        Chosen = [.. model.Dimensions.Select((dimension, at) => dimension is ResourceDimension ? box.Sides[at].Members.First() : dimension.Preferred(box.Sides[at]))];
        Request = model.Dimensions.Aggregate(
            new PolicyRequest { Action = model.AskedAction, Resource = "" },
            (request, dimension) => dimension.Apply(request, Chosen[dimension.Index]));
        Callers = CallerText.Witness(model, box, Chosen, Request);
    }

    /// <summary>The class chosen along each dimension, the resource's first.</summary>
    public ImmutableArray<int> Chosen { get; }

    public PolicyRequest Request { get; }

    /// <summary>From where and as whom it comes.</summary>
    public string Callers { get; }
}
