namespace Crm.Sdk.Notifications;

/// <summary>Makes the links by which customers withdraw the consent behind a message with one click (RFC 8058), and reads them.</summary>
/// <remarks>
/// <para>For the headers of e-mail: <c>List-Unsubscribe: &lt;link&gt;</c> beside <c>List-Unsubscribe-Post: List-Unsubscribe=One-Click</c>. A host answers a GET with a page that asks (<see cref="Read"/>, which
/// changes nothing, because scanners open links), and a POST with <see cref="UnsubscribeDesk.RedeemAsync"/>.</para>
/// <para>A thread-safe singleton.</para>
/// </remarks>
public sealed class UnsubscribeLinks
{
    private readonly UnsubscribeOptions _options;
    private readonly ContactPolicy _policy;

    /// <summary>Makes the service.</summary>
    /// <param name="options">Address and keys.</param>
    /// <param name="policy">Says which purposes have a link.</param>
    /// <exception cref="CrmException">CRM4108: the settings are not usable.</exception>
    public UnsubscribeLinks(UnsubscribeOptions options, ContactPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(policy);
        options.Validate();
        _options = options;
        _policy = policy;
    }

    /// <summary>The link that withdraws a consent; null where the purpose has none, or the host has no address or key for it. The same request always has the same link.</summary>
    /// <param name="request">What it withdraws.</param>
    public Uri? For(UnsubscribeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _options is { Address: { } address, Keys: [var key, ..] } && _policy.RuleOf(request.Purpose).CanUnsubscribe
            ? new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{UnsubscribeToken.Write(request, key)}")
            : null;
    }

    /// <summary>What a token would withdraw. Changes nothing.</summary>
    /// <param name="token">The last part of the link's path.</param>
    /// <exception cref="CrmException">CRM4107: the token is none of this host's.</exception>
    public UnsubscribeRequest Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return UnsubscribeToken.Read(token, _options.Keys)
            ?? throw new CrmException(NotificationErrorCodes.BadUnsubscribeToken, "This link withdraws nothing: it was cut, altered, or made with a key that this host no longer has. Take the link of a newer message.");
    }

    internal Uri? For(TenantId tenant, OutboxMessage message) =>
        message is { Audience: Audience.Customers, Customer: { } customer } ? For(new UnsubscribeRequest(tenant, customer, message.Purpose, message.Channel)) : null;
}
