using System.Threading.Channels;

namespace Crm.Sdk.Import;

/// <summary>Reads a source ahead of the commits, chunk by chunk; at most two chunks wait.</summary>
internal static class ChunkReader
{
    private const int ChunksAhead = 2;

    /// <summary>A channel of the length that bounds the memory.</summary>
    public static Channel<ImportChunk> Channel() =>
        System.Threading.Channels.Channel.CreateBounded<ImportChunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });

    /// <summary>Reads to the end, and completes the channel in any case.</summary>
    /// <param name="groups">The source.</param>
    /// <param name="skip">How many records an interrupted run has dealt with already.</param>
    /// <param name="rows">How many rows a chunk takes.</param>
    /// <param name="writer">Where the chunks go.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task ReadAsync(RowGroups groups, long skip, int rows, ChannelWriter<ImportChunk> writer, CancellationToken cancellationToken)
    {
        try
        {
            List<Draft> drafts = [];
            List<RejectedRow> rejected = [];
            long cursor = 0, read = 0, chunkStart = 0;
            await foreach (RowUnit unit in groups.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                cursor++;
                read += unit.Rows;
                if (cursor <= skip)
                {
                    chunkStart = read;
                    continue;
                }

                if (unit.Draft is { } draft)
                {
                    drafts.Add(draft);
                }

                rejected.AddRange(unit.Rejected);
                if (read - chunkStart >= rows)
                {
                    await writer.WriteAsync(new ImportChunk(drafts, rejected, cursor, read, IsLast: false), cancellationToken).ConfigureAwait(false);
                    (drafts, rejected, chunkStart) = ([], [], read);
                }
            }

            await writer.WriteAsync(new ImportChunk(drafts, rejected, cursor, read, IsLast: true), cancellationToken).ConfigureAwait(false);
            writer.Complete();
        }
        catch (Exception error)
        {
            writer.Complete(error); // raised where the chunks are taken
        }
    }
}
