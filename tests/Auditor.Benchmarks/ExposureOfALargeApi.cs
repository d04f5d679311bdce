using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using BenchmarkDotNet.Attributes;

namespace Auditor.Benchmarks;

/// <summary>How long it takes to tell who can call each route of each stage of one API, and how that grows.</summary>
[MemoryDiagnoser]
public class ExposureOfALargeApi
{
    private Estate? _estate;

    /// <summary>Routes of the API; AWS allows 300 resources.</summary>
    [Params(75, 150, 300)]
    public int Routes { get; set; }

    /// <summary>Characters of the resource policy; AWS allows 8,192.</summary>
    [Params(2_048, LargeApi.MostOfPolicy)]
    public int Policy { get; set; }

    [GlobalSetup]
    public void Setup() => _estate = LargeApi.Make(Routes, stages: 10, domains: 20, Policy);

    /// <summary>From nothing: policy text to the exposure of every route.</summary>
    [Benchmark]
    public int Exposure() => CountExposed(_estate ?? throw new InvalidOperationException("Setup comes first."));

    internal static int CountExposed(Estate estate)
    {
        var map = new ExposureMap(estate);
        var scope = estate.Scopes[0];
        var api = scope.RestApis.Value[0];
        return api.Stages.Value.Sum(stage => map.RoutesOf(scope, api, stage).Value.Count(route => map.Of(route).Value.Audience is not Audience.Nobody));
    }
}
