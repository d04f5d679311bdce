namespace Auditor.Core.Policies.Solving;

/// <summary>The characters read on the way to a state, last first.</summary>
internal sealed record TextTrail(TextTrail? Before, char Character)
{
    public static string Text(TextTrail? trail)
    {
        var characters = new Stack<char>();
        for (var at = trail; at is not null; at = at.Before)
        {
            characters.Push(at.Character);
        }

        return string.Concat(characters);
    }
}
