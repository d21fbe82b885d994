using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>Carries edits out in sessions of their actors, and remembers beside them what became of each record.</summary>
internal sealed class RandomLives(HistoryHost host)
{
    private readonly Life?[] _slots = new Life?[9];

    /// <summary>All records there ever were.</summary>
    public List<Life> Lives { get; } = [];

    public static async Task<RandomLives> OfAsync(HistoryHost host, IEnumerable<Edit> edits)
    {
        var lives = new RandomLives(host);
        foreach (Edit edit in edits)
        {
            host.Clock.Set(host.Clock.GetCurrentInstant() + Duration.FromMinutes(edit.Minutes));
            await (edit.Slot switch
            {
                < 3 => lives.EditAsync<Customer>(edit),
                < 6 => lives.EditAsync<Order>(edit),
                _ => lives.EditAsync<Note>(edit),
            });
        }

        return lives;
    }

    /// <summary>The entity under another id and with another origin.</summary>
    public static object Under(object entity, RecordId id, Origin? origin) => entity switch
    {
        Customer customer => customer with { Id = (CustomerId)id, Origin = origin },
        Order order => order with { Id = (OrderId)id, Origin = origin },
        _ => ((Note)entity) with { Id = id, Origin = origin },
    };

    private async Task EditAsync<T>(Edit edit)
        where T : class
    {
        Life? life = _slots[edit.Slot];
        await using ICrmSession session = host.Crm.OpenSession(host.As(edit.Actor));
        KindModel kind = HistoryHost.Model.Of(typeof(T));
        if (life?.Now is { } now)
        {
            var read = (T)(object)(await session.FindAsync<T>(life.Record.Id, CancellationToken.None))!;
            if (edit.Removes)
            {
                session.Remove(read);
            }
            else
            {
                session.Update((T)Under(Wanted(edit), life.Record.Id, kind.OriginOf(now)));
            }
        }
        else if (life is not null && edit.Restores && typeof(T) != typeof(Customer))
        {
            life = await RestoreAsync<T>(session, life, kind);
        }
        else
        {
            life = null;
        }

        if (life is null)
        {
            var added = (T)Under(Wanted(edit), RecordId.New(), null);
            life = new Life(kind, kind.IdOf(added));
            session.Add(added);
        }

        await session.CommitAsync(CancellationToken.None);
        await RememberAsync<T>(edit, life);
    }

    /// <summary>Restores what was removed; answers null where its customer is gone, which must be refused.</summary>
    private async Task<Life?> RestoreAsync<T>(ICrmSession session, Life life, KindModel kind)
        where T : class
    {
        RecordId customer = kind.SubjectOf(life.LastState!)!.Value;
        if (await session.FindAsync<Customer>(customer, CancellationToken.None) is null)
        {
            CrmException refused = await Assert.ThrowsAsync<CrmException>(() => host.History.RestoreAsync<T>(session, life.Record.Id, CancellationToken.None));
            Assert.Equal(HistoryErrorCodes.NotRestorable, refused.Code);
            return null;
        }

        T copy = await host.History.RestoreAsync<T>(session, life.Record.Id, CancellationToken.None);
        RecordId id = kind.IdOf(copy);
        Assert.NotEqual(life.Record.Id, id);
        Assert.Equal(Life.Text(kind, life.LastState), Life.Text(kind, Under(copy, life.Record.Id, kind.OriginOf(life.LastState!))));
        return new Life(kind, id);
    }

    private async Task RememberAsync<T>(Edit edit, Life life)
        where T : class
    {
        await using ICrmSession reader = host.Crm.OpenSession(host.As("reader"));
        T? state = await reader.FindAsync<T>(life.Record.Id, CancellationToken.None);
        if (_slots[edit.Slot] != life)
        {
            _slots[edit.Slot] = life;
            Lives.Add(life);
        }

        string? before = life.Moments.Count == 0 ? null : Life.Text(life.Kind, life.Now);
        if (before != Life.Text(life.Kind, state)) // an update that changes nothing writes nothing
        {
            life.Remember(host.Clock.GetCurrentInstant(), edit.Actor, state);
        }
    }

    private object Wanted(Edit edit)
    {
        CustomerId customer = _slots[edit.Slot % 3] is { } life ? (CustomerId)life.Record.Id : CustomerId.New();
        return edit.Slot switch
        {
            < 3 => edit.Customer,
            < 6 => edit.Order with { Customer = customer },
            _ => edit.Note with { About = customer },
        };
    }
}
