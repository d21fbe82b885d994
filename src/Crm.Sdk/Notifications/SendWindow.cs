namespace Crm.Sdk.Notifications;

/// <summary>How many messages are marked as being sent at a time: as many as were lately begun in time, so that few wait under a mark that may grow old.</summary>
internal sealed class SendWindow(int greatest, int first)
{
    public int Size { get; private set; } = Math.Clamp(first, 1, greatest);

    /// <param name="offered">How many were marked.</param>
    /// <param name="begun">How many of them were begun in time.</param>
    public void Adapt(int offered, int begun)
    {
        if (begun < offered)
        {
            Size = Math.Clamp(begun, 1, greatest);
        }
        else if (offered == Size)
        {
            Size = Math.Min(Size * 2, greatest);
        }
    }
}
