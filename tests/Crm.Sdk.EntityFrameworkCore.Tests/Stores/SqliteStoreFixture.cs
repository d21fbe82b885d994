namespace Crm.Sdk.EntityFrameworkCore.Tests;

public sealed class SqliteStoreFixture : FileStoreFixture
{
    protected override RelationalStore Open(string path) => TestStores.Sqlite(path);
}
