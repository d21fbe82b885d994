using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Which unique keys a change gives up and takes.</summary>
internal static class UniqueKeys
{
    public static void Compare(KindModel model, RecordId id, object? before, object? after, List<KeyClaim> releases, List<KeyClaim> claims)
    {
        foreach (UniqueKeyModel key in model.UniqueKeys)
        {
            string? old = before is null ? null : key.ValueOf(before);
            string? now = after is null ? null : key.ValueOf(after);
            if (old == now)
            {
                continue;
            }

            if (old is not null)
            {
                releases.Add(new KeyClaim(new UniqueKey(model.Kind, key.Name, old), id));
            }

            if (now is not null)
            {
                claims.Add(new KeyClaim(new UniqueKey(model.Kind, key.Name, now), id));
            }
        }
    }
}
