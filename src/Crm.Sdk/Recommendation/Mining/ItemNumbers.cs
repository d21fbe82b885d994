namespace Crm.Sdk.Recommendation;

/// <summary>Compares lists of item numbers by value.</summary>
internal sealed class ItemNumbers : IEqualityComparer<int[]>
{
    public static ItemNumbers Comparer { get; } = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        foreach (int item in obj)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
