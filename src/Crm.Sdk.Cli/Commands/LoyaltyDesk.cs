using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Sessions;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands on rewards, coupons, privileges and referrals share: a call that changes something and shows it.</summary>
internal sealed class LoyaltyDesk : IAsyncDisposable
{
    private readonly CommandContext _call;

    private LoyaltyDesk(CommandContext call, ToolHost host)
    {
        (_call, Host) = (call, host);
        Titles = new BlockTitles(host.Get<CrmTexts>(), "reward.title", call.Settings.Culture);
    }

    public ToolHost Host { get; }

    public BlockTitles Titles { get; }

    public static async Task<LoyaltyDesk> OpenAsync(CommandContext call, CancellationToken cancellationToken) => new(call, await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The customer that a person named.</summary>
    public Task<CustomerId> CustomerAsync(string id, CancellationToken cancellationToken) => CustomerLookup.FindAsync(Host, _call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken);

    /// <summary>How people know a customer.</summary>
    public async Task<string?> KeyAsync(CustomerId? customer, CancellationToken cancellationToken) =>
        customer is { } known ? (await CustomerLookup.KeysAsync(Host, _call.Settings.Scope, [known], cancellationToken).ConfigureAwait(false))[0] : null;

    /// <summary>Does some work in one commit, again where it conflicts.</summary>
    public Task<T> CommitAsync<T>(Func<ICrmSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Host.Get<ICrm>().CommitAsync(_call.Settings.Scope, work, Host.Get<TimeProvider>(), cancellationToken);

    /// <summary>Reads in a session.</summary>
    public async Task<T> ReadAsync<T>(Func<ICrmSession, Task<T>> read)
    {
        await using ICrmSession session = Host.Get<ICrm>().OpenSession(_call.Settings.Scope);
        return await read(session).ConfigureAwait(false);
    }

    /// <summary>Writes one record.</summary>
    public Task ShowAsync(string name, string[] columns, params object?[] values) => _call.Output.FlatAsync(Titles.Record(name, columns, values));

    /// <summary>A list as rows that <c>--out</c> can take.</summary>
    public Task RowsAsync(string name, string[] columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken) => _call.Output.RowsAsync(
        Titles.Of(name), [.. columns.Select(column => new Column(column.TrimEnd('#'), IsNumber: column.EndsWith('#'), Title: Titles.Of(column.TrimEnd('#'))))], rows, cancellationToken);

    /// <summary>A code with its text.</summary>
    public Coded Text(CodeList list, string? code) => new(code, code is null ? string.Empty : list.TitleOf(code, _call.Settings.Culture));

    /// <summary>A code of an enum with its text.</summary>
    public Coded Text<TEnum>(string prefix, TEnum value)
        where TEnum : struct, Enum
    {
        string code = string.Concat(value.ToString().Select(static (letter, at) => char.IsAsciiLetterUpper(letter) ? (at == 0 ? string.Empty : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
        return new Coded(code, Titles.Of($"{prefix}-{code}"));
    }
}
