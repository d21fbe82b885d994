namespace Crm.Sdk.Channels.Smtp;

/// <summary>The content of a mail that knows whether it began to be read: that is, whether the server was given a part of the mail. Before that nothing can have gone out.</summary>
internal sealed class ReadMark(byte[] content, Action begun) : MemoryStream(content, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        begun();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        begun();
        return base.Read(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        begun();
        return base.ReadAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        begun();
        return base.ReadAsync(buffer, cancellationToken);
    }

    public override void CopyTo(Stream destination, int bufferSize)
    {
        begun();
        base.CopyTo(destination, bufferSize);
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        begun();
        return base.CopyToAsync(destination, bufferSize, cancellationToken);
    }
}
