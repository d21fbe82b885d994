namespace Crm.Sdk.Receivables;

/// <summary>Records of one kind ordered by their customer, one of which is looked at.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class LedgerStream(IAsyncEnumerable<(CustomerId Customer, object Document)> records, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<(CustomerId Customer, object Document)> _records = records.GetAsyncEnumerator(cancellationToken);

    /// <summary>The customer of the record that is looked at; null behind the last.</summary>
    public CustomerId? Customer { get; private set; }

    /// <summary>The record that is looked at.</summary>
    public object Document => _records.Current.Document;

    public async Task MoveAsync() => Customer = await _records.MoveNextAsync().ConfigureAwait(false) ? _records.Current.Customer : null;

    public ValueTask DisposeAsync() => _records.DisposeAsync();
}
