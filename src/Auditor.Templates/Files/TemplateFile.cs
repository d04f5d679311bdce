using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;
using Auditor.Templates.OpenApi;
using Auditor.Templates.Terraform;

namespace Auditor.Templates.Files;

/// <summary>Finds out what a file is by what stands in it.</summary>
internal static class TemplateFile
{
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Whether a file is written in Terraform's own language, of which only plans are read.</summary>
    public static bool IsTerraform(string file) =>
        file.EndsWith(".tf", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The template; <see langword="null"/> when the file is nothing of the kind.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="nearby">The files that it may name; <see langword="null"/> where there are none.</param>
    /// <param name="repeated">Gets the keys that stand twice: what they say is open, and the rest is judged.</param>
    /// <exception cref="UnreadableException">It looks like one and cannot be read.</exception>
    public static ITemplate? Read(
        string file, byte[] bytes, ParameterValues parameters, NearbyFiles? nearby = null, List<RepeatedNode>? repeated = null)
    {
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) && bytes is not [0xFF, 0xFE, ..] and not [0xFE, 0xFF, ..])
        {
            throw new UnreadableException(
                bytes is [(byte)'P', (byte)'K', ..]
                    ? "It is packed; a plan of Terraform is read as 'terraform show -json' prints it."
                    : "It is not text.",
                1);
        }

        if (bytes.Length > LargestFile)
        {
            throw new UnreadableException($"It is larger than {LargestFile / 1024 / 1024} MiB.", 1);
        }

        if ((repeated is null ? DocumentReader.Read(file, bytes) : DocumentReader.Read(file, bytes, repeated)) is not MapNode root)
        {
            return null;
        }

        return CloudFormationTemplate.Is(root) ? new CloudFormationTemplate(file, root, parameters, nearby)
            : OpenApiTemplate.Is(root) ? new OpenApiTemplate(file, root)
            : TerraformPlan.Is(root) ? new TerraformPlan(file, root)
            : null;
    }

    /// <summary>Whether a file that cannot be read looks like one of ours all the same.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> bytes)
    {
        var start = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200_000)]);
        return start.Contains("AWSTemplateFormatVersion", StringComparison.Ordinal) || start.Contains("AWS::", StringComparison.Ordinal)
            || start.Contains("x-amazon-apigateway-", StringComparison.Ordinal);
    }
}
