using System.Text.Json;
using Auditor.Core.Text;

namespace Auditor.Aws.Recordings;

/// <summary>A recording as two files: what was read, and one answer of AWS on each line.</summary>
public static class RecordingFolder
{
    public const string HeadName = "recording.json";

    public const string AnswersName = "answers.jsonl";

    private static readonly JsonSerializerOptions OneLine = new(JsonStyle.OneLine) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };

    /// <summary>Whether a folder may be written to: it is not there, is empty or holds a recording.</summary>
    public static bool IsFree(string folder) =>
        !File.Exists(folder)
            && (!Directory.Exists(folder)
                || File.Exists(Path.Combine(folder, HeadName))
                || !Directory.EnumerateFileSystemEntries(folder).Any());

    /// <summary>Writes a recording, in place of one that is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, HeadName));
        // One that is there would keep its mode, and be read by whom that lets in.
        File.Delete(Path.Combine(folder, AnswersName));
        using (var stream = File.Create(Path.Combine(folder, AnswersName)))
        {
            foreach (var answer in recording.Answers)
            {
                JsonSerializer.Serialize(stream, answer, OneLine);
                stream.WriteByte((byte)'\n');
            }
        }

        // Last: a folder without it is no recording.
        var head = new Head(recording.Head, recording.Answers.Length, recording.Hosts, recording.Refusals);
        File.WriteAllBytes(Path.Combine(folder, HeadName), [.. JsonSerializer.SerializeToUtf8Bytes(head, Indented), (byte)'\n']);
    }

    /// <summary>Reads a recording.</summary>
    /// <exception cref="RecordingException">There is none, or it is broken; the message says where.</exception>
    public static Recording Read(string folder)
    {
        var head = ReadHead(folder);
        var answers = ImmutableArray.CreateBuilder<RecordedAnswer>();
        foreach (var (index, line) in Lines(folder).Index())
        {
            try
            {
                answers.Add(JsonSerializer.Deserialize<RecordedAnswer>(line, OneLine) ?? throw new JsonException("It is 'null'."));
            }
            catch (JsonException exception)
            {
                throw new RecordingException(
                    $"Line {index + 1} of {AnswersName} is no answer of AWS as 'auditor collect --record' writes it: "
                        + $"{Sentence(exception)}");
            }
        }

        return answers.Count == head.Answers
            ? new()
            {
                Head = head.Read,
                Answers = answers.ToImmutable(),
                Hosts = head.Hosts.IsDefault ? [] : head.Hosts,
                Refusals = head.Refusals.IsDefault ? [] : head.Refusals,
            }
            : throw new RecordingException(
                $"{AnswersName} has {answers.Count} answers, and {HeadName} says that there were {head.Answers}: a part of the recording "
                    + $"is missing.");
    }

    private static Head ReadHead(string folder)
    {
        var path = Path.Combine(folder, HeadName);
        if (!File.Exists(path))
        {
            throw new RecordingException($"It is no recording: it has no {HeadName}.");
        }

        try
        {
            var head = JsonSerializer.Deserialize<Head>(File.ReadAllBytes(path), Indented) ?? throw new JsonException("It is 'null'.");
            return head.Read.Version is RecordingHead.CurrentVersion
                ? head
                : throw new RecordingException(
                    $"{HeadName} has version {head.Read.Version}; this version of Auditor reads {RecordingHead.CurrentVersion}.");
        }
        catch (JsonException exception)
        {
            throw new RecordingException($"{HeadName} cannot be read: {Sentence(exception)}");
        }
    }

    private static string[] Lines(string folder)
    {
        var path = Path.Combine(folder, AnswersName);
        return File.Exists(path)
            ? [.. File.ReadLines(path).Where(line => line.Length > 0)]
            : throw new RecordingException($"It is no whole recording: it has no {AnswersName}.");
    }

    private static string Sentence(JsonException exception) => $"{exception.Message.Split('|')[0].Split(" Path:")[0].Trim().TrimEnd('.')}.";

    private sealed record Head(
        RecordingHead Read, int Answers, ImmutableArray<RecordedHost> Hosts, ImmutableArray<RecordedRefusal> Refusals);
}
