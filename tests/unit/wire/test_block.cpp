// SPDX-License-Identifier: Apache-2.0
#include "wire/block.h"
#include "wire/request.h"

#include <QTest>

#include <string>

using namespace vouch::wire;
using State = BlockReader::State;
using Strictness = BlockReader::Strictness;

namespace {

std::string text(const Bytes &bytes) {
    return {bytes.begin(), bytes.end()};
}

State readWhole(std::string_view input, Strictness strictness = Strictness::Wire,
                std::size_t limit = requestLimit) {
    BlockReader reader(limit, strictness);
    reader.feed(input);
    return reader.poll();
}

Block parsed(std::string_view input, Strictness strictness = Strictness::Wire) {
    BlockReader reader(requestLimit, strictness);
    reader.feed(input);
    return reader.poll() == State::Complete ? reader.take() : Block{};
}

} // namespace

class TestBlock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsHeadAndFields() {
        const Block block =
            parsed("vouch/1 status\nhost=a\nlist[]=1\nlist[]=2\nempty=\nsum=1=1\n\n");
        QCOMPARE(block.head(), std::string_view("vouch/1 status"));
        QCOMPARE(block.size(), 5U);
        QCOMPARE(block.value("host"), std::string_view("a"));
        QCOMPARE(block.value("sum"), std::string_view("1=1"));
        QCOMPARE(block.field(2).value, std::string_view("2"));
        QVERIFY(block.find("empty").has_value());
        QVERIFY(!block.find("absent").has_value());
    }

    void theLastOfTwoCountsAsForGit() {
        const Block block = parsed("host=a.example\npath=x\nhost=b.example\n\n", Strictness::Git);
        QCOMPARE(block.value("host"), std::string_view("b.example"));
    }

    void takesLfAndCrlfButNotLoneCr() {
        const Block block = parsed("vouch/1 x\r\nkey=value\r\n\r\n");
        QCOMPARE(block.head(), std::string_view("vouch/1 x"));
        QCOMPARE(block.value("key"), std::string_view("value"));
        QCOMPARE(readWhole("key=a\rhost=evil\n\n"), State::Malformed);
        QCOMPARE(readWhole("vouch/1\r x\n\n"), State::Malformed);
        // git's input may contain one; it's part of the value (CVE-2024-52006)
        QCOMPARE(parsed("key=a\rhost=evil\n\n", Strictness::Git).value("key"),
                 std::string_view("a\rhost=evil"));
    }

    void readsOneByteAtATime() {
        const std::string_view input = "vouch/1 status\r\nkey=value\n\nevent=next\n\n";
        BlockReader reader(requestLimit, Strictness::Wire);
        int blocks = 0;
        for (const char byte : input) {
            reader.feed({&byte, 1});
            if (reader.poll() != State::Complete)
                continue;
            const Block block = reader.take();
            QCOMPARE(block.value(blocks == 0 ? "key" : "event"),
                     std::string_view(blocks == 0 ? "value" : "next"));
            ++blocks;
        }
        QCOMPARE(blocks, 2);
    }

    void keepsWhatStandsBehindABlock() {
        BlockReader reader(requestLimit, Strictness::Wire);
        reader.feed("event=a\n\nstatus=ok\n\n");
        QCOMPARE(reader.poll(), State::Complete);
        QCOMPARE(reader.take().value("event"), std::string_view("a"));
        QCOMPARE(reader.poll(), State::Complete);
        QCOMPARE(reader.take().value("status"), std::string_view("ok"));
        QCOMPARE(reader.poll(), State::NeedMore);
    }

    void refusesWhatIsNoBlock_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("a second line without =") << QByteArray("vouch/1 x\nnonsense\n\n");
        QTest::newRow("NUL") << QByteArray("key=a\0b\n\n", 9);
        QTest::newRow("no UTF-8") << QByteArray("key=\xFF\xFE\n\n");
        QTest::newRow("overlong UTF-8") << QByteArray("key=\xC0\xAF\n\n");
        QTest::newRow("surrogate") << QByteArray("key=\xED\xA0\x80\n\n");
        QTest::newRow("upper case key") << QByteArray("Key=a\n\n");
        QTest::newRow("empty key") << QByteArray("=a\n\n");
        QTest::newRow("key with a space") << QByteArray("a b=c\n\n");
    }
    void refusesWhatIsNoBlock() {
        QFETCH(QByteArray, input);
        QCOMPARE(readWhole({input.constData(), std::size_t(input.size())}), State::Malformed);
    }

    void boundsABlock() {
        const std::string line = "key=" + std::string(100, 'a') + "\n";
        QCOMPARE(readWhole(line + "\n", Strictness::Wire, line.size() + 1), State::Complete);
        QCOMPARE(readWhole(line + "\n", Strictness::Wire, line.size() - 2), State::TooLong);
        QCOMPARE(readWhole(std::string(101, 'a'), Strictness::Wire, 100), State::TooLong);
        QCOMPARE(readWhole(std::string(100, 'a'), Strictness::Wire, 100), State::NeedMore);
    }

    void endOfInputEndsGitsBlock() {
        for (const std::string_view input : {"host=a", "host=a\n", "host=a\n\n"}) {
            BlockReader reader(requestLimit, Strictness::Git);
            reader.feed(input);
            QCOMPARE(reader.finish(), State::Complete);
            QCOMPARE(reader.take().value("host"), std::string_view("a"));
        }
        BlockReader nothing(requestLimit, Strictness::Git);
        QCOMPARE(nothing.finish(), State::Complete);
        QCOMPARE(nothing.take().size(), 0U);
    }

    void writesBlocks() {
        QCOMPARE(text(request("status").add("key", "a=b").add("number", -5).finish()),
                 std::string("vouch/1 status\nclient=" VOUCH_VERSION "\nkey=a=b\nnumber=-5\n\n"));
        QCOMPARE(text(BlockWriter().addUnlessEmpty("a", "").addUnlessEmpty("b", "c").finish()),
                 std::string("b=c\n\n"));
    }

    void refusesToWriteWhatWouldBeAnotherLine_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("LF") << QByteArray("token\nhost=evil.example");
        QTest::newRow("CR") << QByteArray("token\rhost=evil.example");
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("no UTF-8") << QByteArray("\xFF");
    }
    void refusesToWriteWhatWouldBeAnotherLine() {
        QFETCH(QByteArray, value);
        try {
            BlockWriter().add("password", {value.constData(), std::size_t(value.size())});
            QFAIL("it was written");
        } catch (const InvalidValue &error) {
            QVERIFY(std::string_view(error.what()).find("password") != std::string_view::npos);
            QVERIFY(std::string_view(error.what()).find("evil") == std::string_view::npos);
        }
        QVERIFY_EXCEPTION_THROWN(BlockWriter().add("Bad Key", "x"), InvalidValue);
    }

    void takesARequestLineApart() {
        const auto line = parseRequestLine("vouch/12 git-credential");
        QVERIFY(line.has_value());
        QCOMPARE(line->version, std::string_view("12"));
        QCOMPARE(line->command, std::string_view("git-credential"));
        QVERIFY(!parseRequestLine("vouch/1"));
        QVERIFY(!parseRequestLine("GET / HTTP/1.1"));
        QVERIFY(!parseRequestLine(""));
    }

    void readsTheRegionFromTheEnvironmentInAnyCase() {
        qunsetenv("AWS_REGION");
        qputenv("AWS_DEFAULT_REGION", "EU-West-1");
        QCOMPARE(regionVariable(), std::string("eu-west-1"));
        qputenv("AWS_REGION", "US-EAST-1");
        QCOMPARE(regionVariable(), std::string("us-east-1"));
        BlockWriter variables = request("route");
        addAwsFiles(variables);
        QVERIFY(text(variables.finish()).find("aws_region=us-east-1\n") != std::string::npos);
        qunsetenv("AWS_REGION");
        qunsetenv("AWS_DEFAULT_REGION");
        QCOMPARE(regionVariable(), std::string());
    }

    void tellsAFailure() {
        const auto failed =
            failure(parsed("status=error\nkind=pin\nmessage=Wrong \x1b[31mPIN.\nhint=Again.\n\n"));
        QVERIFY(failed.has_value());
        QCOMPARE(failed->kind, std::string("pin"));
        QCOMPARE(failed->line(), std::string("Wrong [31mPIN. Again."));
        QVERIFY(!failure(parsed("status=ok\n\n")));
        QVERIFY(failure(parsed("event=x\n\n")).has_value());
    }
};

QTEST_APPLESS_MAIN(TestBlock)
#include "test_block.moc"
