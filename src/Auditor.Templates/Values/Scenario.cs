namespace Auditor.Templates.Values;

/// <summary>One way in which everything that a template leaves open may turn out.</summary>
/// <param name="answers">The answers to questions, by key.</param>
/// <param name="isLast">Whether a question that nobody answered gets its last answer, and not its first.</param>
internal sealed class Scenario(IReadOnlyDictionary<string, int> answers, bool isLast)
{
    private readonly Dictionary<string, OpenQuestion> _asked = new(StringComparer.Ordinal);
    private readonly List<OpenQuestion> _order = [];

    /// <summary>The questions that were asked, in this order.</summary>
    public IReadOnlyList<OpenQuestion> Asked => _order;

    public int Answer(OpenQuestion question)
    {
        if (_asked.TryAdd(question.Key, question))
        {
            _order.Add(question);
        }

        return AnswerTo(question);
    }

    public int AnswerTo(OpenQuestion question) =>
        Math.Min(answers.TryGetValue(question.Key, out var answer) ? answer : isLast ? question.Count - 1 : 0, question.Count - 1);
}
