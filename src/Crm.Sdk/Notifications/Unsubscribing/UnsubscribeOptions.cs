namespace Crm.Sdk.Notifications;

/// <summary>How links are made that withdraw a consent.</summary>
/// <remarks>Not changed while it is in use.</remarks>
public sealed class UnsubscribeOptions
{
    /// <summary>Where the host answers them: an https address to which the token is added as the last part of the path; null where there are no links.</summary>
    public Uri? Address { get; set; }

    /// <summary>
    /// The secret keys, 32 bytes each: the first makes tokens and the digests of the suppression list, all are accepted in tokens. Without one there are no links. Keep an old key as long as its messages may be opened.
    /// </summary>
    public IList<byte[]> Keys { get; } = [];

    /// <summary>Checks the settings.</summary>
    /// <exception cref="CrmException">CRM4108: the address is not https, or a key has not 32 bytes.</exception>
    public void Validate()
    {
        if (Address is { } address && (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps || address.Query.Length > 0))
        {
            throw new CrmException(NotificationErrorCodes.BadUnsubscribeSettings, $"'{address}' cannot be where consents are withdrawn: RFC 8058 wants an https address; give one without a query, such as https://crm.example.com/unsubscribe/.");
        }

        if (Keys.FirstOrDefault(static key => key.Length != UnsubscribeToken.KeyLength) is { } wrong)
        {
            throw new CrmException(NotificationErrorCodes.BadUnsubscribeSettings, $"A key of unsubscribing has {wrong.Length} bytes; give {UnsubscribeToken.KeyLength} random ones.");
        }
    }
}
