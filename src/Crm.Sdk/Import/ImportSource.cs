namespace Crm.Sdk.Import;

/// <summary>Where the rows of an import come from. They are read twice: once to survey them, once to import them.</summary>
/// <remarks>A source that cannot be read from its start again, such as standard input, is copied to a private temporary file meanwhile. Immutable.</remarks>
public sealed class ImportSource
{
    private readonly Func<Stream> _open;

    private ImportSource(string name, Func<Stream> open)
    {
        Name = name;
        _open = open;
    }

    /// <summary>The file's name without its folder; its ending tells the format where none is given.</summary>
    public string Name { get; }

    /// <summary>A file.</summary>
    /// <param name="path">Its path.</param>
    public static ImportSource File(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ImportSource(Path.GetFileName(path), () => new FileStream(
            path,
            new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan }));
    }

    /// <summary>A stream, read from where it stands. It stays open.</summary>
    /// <param name="stream">The stream; used by one import at a time.</param>
    /// <param name="name">A name as of a file.</param>
    public static ImportSource Stream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ImportSource(name, () => new KeptOpenStream(stream));
    }

    /// <summary>Opens a stream that can be read from its start again.</summary>
    /// <exception cref="CrmException">CRM3005: the file cannot be read.</exception>
    internal async Task<Stream> OpenForReadingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrmException(ImportErrorCodes.BadFile, $"'{Name}' cannot be read: {error.Message}", error);
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        Stream source = _open();
        if (source.CanSeek)
        {
            return source;
        }

        await using (source.ConfigureAwait(false))
        {
            Stream copy = TemporaryFile.Create();
            await source.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            copy.Position = 0;
            return copy;
        }
    }
}
