using System.Buffers;

namespace Auditor.Core.Secrets;

/// <summary>The letters that a published form is made of behind its prefix.</summary>
internal static class SecretAlphabet
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    public static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdefABCDEF");
    public static readonly SearchValues<char> UpperCase = SearchValues.Create(Upper + Digits);
    public static readonly SearchValues<char> LowerCase = SearchValues.Create(Lower + Digits);
    public static readonly SearchValues<char> Plain = SearchValues.Create(Lower + Upper + Digits);
    public static readonly SearchValues<char> Word = SearchValues.Create(Lower + Upper + Digits + "_-");
    public static readonly SearchValues<char> Base64 = SearchValues.Create(Lower + Upper + Digits + "+/=");
    public static readonly SearchValues<char> Encoded = SearchValues.Create(Lower + Upper + Digits + "+/_-");
    public static readonly SearchValues<char> Dotted = SearchValues.Create(Lower + Upper + Digits + "_-.");
    /// <summary>What ends an address in a sentence.</summary>
    public static readonly SearchValues<char> Gaps = SearchValues.Create(" \t\r\n\"'`<>");

    /// <summary>What stands between the parts of an address.</summary>
    public static readonly SearchValues<char> ComponentBorders = SearchValues.Create("/?&#");

    public static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    public static readonly SearchValues<char> Symbols = SearchValues.Create("=+!@#$%^&*");

    public static readonly SearchValues<char> Any = SearchValues.Create(Lower + Upper + Digits + "_-.+/=~:");
}
