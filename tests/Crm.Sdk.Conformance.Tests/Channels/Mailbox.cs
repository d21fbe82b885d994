namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>The other side of channels without a provider: keeps texts, and drops repeats of a key.</summary>
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedMessage> _texts = [];
    private readonly HashSet<string> _keys = [];

    public IReadOnlyList<ReceivedMessage> Texts
    {
        get
        {
            lock (_gate)
            {
                return [.. _texts];
            }
        }
    }

    public void Put(string? key, string text)
    {
        lock (_gate)
        {
            if (key is null || _keys.Add(key))
            {
                _texts.Add(new ReceivedMessage(text));
            }
        }
    }
}
