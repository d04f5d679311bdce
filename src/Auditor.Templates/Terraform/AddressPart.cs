namespace Auditor.Templates.Terraform;

/// <summary>A step of an address, <c>module.api["x"]</c> in two: <c>module</c> and <c>api</c> with index <c>"x"</c>.</summary>
internal sealed record AddressPart(string Name, string? Index)
{
    /// <summary>The steps of an address or of a reference. Points within brackets belong to a key.</summary>
    public static ImmutableArray<AddressPart> Of(string address)
    {
        var parts = ImmutableArray.CreateBuilder<AddressPart>();
        var (from, bracket, depth, isQuoted) = (0, -1, 0, false);
        for (var at = 0; at <= address.Length; at++)
        {
            var character = at < address.Length ? address[at] : '.';
            if (character is '"' && depth > 0 && address[at - 1] is not '\\')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && at < address.Length)
            {
                continue;
            }
            else if (character is '[')
            {
                bracket = depth++ == 0 && bracket < 0 ? at : bracket;
            }
            else if (character is ']')
            {
                depth--;
            }
            else if (character is '.' && (depth <= 0 || at == address.Length))
            {
                parts.Add(Part(address[from..at], bracket - from));
                (from, bracket) = (at + 1, -1);
            }
        }

        return parts.ToImmutable();
    }

    private static AddressPart Part(string text, int bracket) =>
        bracket > 0 && text.IndexOf(']', bracket) is var end and > 0
            ? new(text[..bracket], text[(bracket + 1)..Math.Max(end, text.LastIndexOf(']'))])
            : new(text, null);

    public override string ToString() => Index is null ? Name : $"{Name}[{Index}]";
}
