using System.Collections.Immutable;
using Auditor.Core.Text;

namespace Auditor.Core.Rules;

/// <summary>The stages of an API for which one verdict of a <see cref="StageRule"/> holds, for the words of its message.</summary>
/// <param name="Stages">Their names, in order; never empty.</param>
/// <param name="Items">The routes, or whatever else of the stages it is about, each once and in order; empty when it is about nothing in
/// particular.</param>
public sealed record StageGroup(ImmutableArray<string> Stages, ImmutableArray<string> Items)
{
    private const int Named = 5;

    /// <summary><c>Stage 'prod'</c> or <c>Stages 'dev' and 'prod'</c>, for the beginning of a sentence.</summary>
    public string Name => Stages is [var only] ? $"Stage {Quote.Of(only)}" : $"Stages {Names}";

    /// <summary><c>stage 'prod'</c> or <c>stages 'dev' and 'prod'</c>.</summary>
    public string NameInSentence => Stages is [var only] ? $"stage {Quote.Of(only)}" : $"stages {Names}";

    private string Names => Quote.Few(Stages, Named);

    /// <summary>The form of a verb, or whatever else differs, for one stage or for several.</summary>
    public string Form(string one, string several) => Stages.Length == 1 ? one : several;
}
