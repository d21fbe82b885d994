namespace Crm.Sdk.Loyalty;

/// <summary>Counts that follow from other records.</summary>
internal static class Counting
{
    /// <summary>One less. Where nothing is left, somebody ended the record that counts since it was read: then the commit conflicts whatever is written here, and 0 lets it come to that.</summary>
    public static long OneLess(long count) => Math.Max(0, count - 1);
}
