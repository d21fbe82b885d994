using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Webhook.Robots;

/// <summary>The way to one robot: its address, where there is one, and its answers.</summary>
internal sealed class RobotLine(string section, RobotOptions options, OutboundHttp http, RobotAnswers answers)
{
    private readonly Uri? _url = TargetAddress.Of(options.Url);

    /// <summary>Robots reach into groups of staff, never customers.</summary>
    public Audience Audience => _url is null ? Audience.None : Audience.Staff;

    public Task<DeliveryResult> PostAsync(ReadOnlyMemory<byte> body, string query, CancellationToken cancellationToken)
    {
        if (_url is null)
        {
            throw new NotSentException($"The robot has no address: set {section}:url.");
        }

        Uri url = query.Length == 0 ? _url : new Uri($"{_url.AbsoluteUri}{(_url.Query.Length == 0 ? '?' : '&')}{query}");
        return http.PostAsync(url, body, [], answers.Read, cancellationToken);
    }
}
