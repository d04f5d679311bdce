using Microsoft.Win32.SafeHandles;

namespace Auditor.Cli.Partial;

/// <summary>
/// A part of a file as a stream, wherever others read and write it meanwhile: what is big goes through in pieces and is never in memory as
/// a whole.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">Where it ends; null for one that is being written, which ends where writing does.</param>
internal sealed class FilePart(SafeFileHandle file, long start, long? length = null) : Stream
{
    private long _position;

    public override bool CanRead => length is not null;

    public override bool CanSeek => false;

    public override bool CanWrite => length is null;

    public override long Length => length ?? _position;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var left = (length ?? 0) - _position;
        var read = left <= 0 ? 0 : RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, left)], start + _position);
        _position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RandomAccess.Write(file, buffer, start + _position);
        _position += buffer.Length;
    }

    public override void Flush()
    {
        // Every write goes to the operating system.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
