namespace Crm.Sdk.Channels.Webhook.Outbound;

/// <summary>Reads and checks addresses of settings.</summary>
internal static class TargetAddress
{
    /// <summary>The address; null where none is set.</summary>
    public static Uri? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Uri(text, UriKind.Absolute);

    /// <summary>Whether an address can be posted to: absent, or absolute, of HTTP, without a user or a fragment.</summary>
    public static bool IsValid(string? text) => string.IsNullOrWhiteSpace(text)
        || (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0 && url.Fragment.Length == 0);

    public static bool IsEncrypted(string? text) => Of(text) is not { } url || url.Scheme == Uri.UriSchemeHttps;
}
