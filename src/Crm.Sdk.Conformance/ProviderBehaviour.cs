namespace Crm.Sdk.Conformance;

/// <summary>What a provider does with messages that are handed to it.</summary>
public enum ProviderBehaviour
{
    /// <summary>Takes them and says so.</summary>
    Accepts,

    /// <summary>Takes none and asks to come again: HTTP 429, SMTP 451.</summary>
    Busy,

    /// <summary>Takes none and says that something is wrong with itself: HTTP 500, SMTP 421.</summary>
    Fails,

    /// <summary>Takes none and says that something is wrong with the message: HTTP 400, SMTP 550.</summary>
    Refuses,

    /// <summary>Takes them and never answers; the connection stays open.</summary>
    Hangs,

    /// <summary>Takes them and closes the connection without an answer.</summary>
    Drops,
}
