namespace Crm.Sdk.Loyalty;

/// <summary>Lets postings to one member wait for each other within the process: a fixed number of lanes, a member's chosen by its id. It is for speed; what keeps the ledger right is the store.</summary>
internal sealed class PostingLanes
{
    private const int Lanes = 64;
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(static _ => new SemaphoreSlim(1, 1))];

    /// <summary>Enters the lanes of all members that postings name, in one order for everybody.</summary>
    public async Task<Pass> EnterAsync(IReadOnlyList<PointsPosting> postings, CancellationToken cancellationToken)
    {
        var wanted = new SortedSet<int>();
        foreach (PointsPosting posting in postings)
        {
            _ = wanted.Add(LaneOf(posting.Original is { } original ? (posting.Programme, original).GetHashCode() : posting.Customer.GetHashCode()));
            if (posting.To is { } to)
            {
                _ = wanted.Add(LaneOf(to.GetHashCode()));
            }
        }

        var pass = new Pass();
        try
        {
            foreach (int lane in wanted)
            {
                await _lanes[lane].WaitAsync(cancellationToken).ConfigureAwait(false);
                pass.Entered(_lanes[lane]);
            }
        }
        catch
        {
            pass.Dispose();
            throw;
        }

        return pass;
    }

    private static int LaneOf(int hash) => (hash & int.MaxValue) % Lanes;

    /// <summary>The lanes that a caller is in.</summary>
    internal sealed class Pass : IDisposable
    {
        private readonly List<SemaphoreSlim> _entered = [];

        public void Entered(SemaphoreSlim lane) => _entered.Add(lane);

        public void Dispose()
        {
            foreach (SemaphoreSlim lane in _entered)
            {
                _ = lane.Release();
            }

            _entered.Clear();
        }
    }
}
