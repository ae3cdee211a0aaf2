/*
 * A library that is loaded before libc (LD_PRELOAD) and lets chosen calls on files below one folder fail, or end the process there and then,
 * so that a test can put a fault at every call a program makes. For tests only; it knows nothing of the program.
 *
 * Deliberately absent: reads, mapped memory and directories. What a program maps (SQLite's -shm) is rebuilt after a crash and not durable.
 *
 *   VERN_FAULT_FOLDER   files below it are meant; all others are left alone
 *   VERN_FAULT_CALLS    which calls count, from: write sync truncate open unlink rename; all where empty
 *   VERN_FAULT_ENDING   only files whose path ends so, such as keys.db-wal; all where empty
 *   VERN_FAULT_KIND     what happens (below); only counted where empty
 *   VERN_FAULT_AT       at which call that counts, from 1
 *   VERN_FAULT_SPAN     at how many from there on; 1 where empty, 0 for all
 *   VERN_FAULT_SEED     which unsynced writes a loss of power takes; 0 for all
 *   VERN_FAULT_COUNTER  a file of 16 bytes: calls counted, calls failed (native 64-bit); outlives the process
 *   VERN_FAULT_CLOCK_S  seconds added to the wall clock
 *
 * Kinds: kill (SIGKILL before the call), after (SIGKILL after it), torn (half of a write, then SIGKILL), power (what was written and not
 * synced is undone, all of it or what the seed picks, then SIGKILL), short (half is written and reported), enospc, eio.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { NONE, KILL, AFTER, TORN, POWER, SHORT, ENOSPC_, EIO_ };

static struct {
    char folder[4096], calls[256], ending[256];
    enum kind kind;
    uint64_t at, span, seed;
    int64_t clock_s;
    volatile uint64_t *counter;
} plan;

/* One write that no sync has made durable yet: what was there before. By path: a second descriptor that is closed would take the process's locks
   on the file with it. */
struct unsynced {
    dev_t dev;
    ino_t ino;
    char *path;
    off_t offset, size_before;
    size_t length, length_before;
    char *before;
};
static struct unsynced *writes;
static size_t writes_count, writes_room;

static uint64_t own_counter[2];
static pthread_once_t once = PTHREAD_ONCE_INIT;
/* Held over each call that counts, so that the n-th is one call and what came before it is done. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

static enum kind kind_named(const char *name) {
    static const char *const names[] = {"", "kill", "after", "torn", "power", "short", "enospc", "eio"};
    for (int i = 0; i < 8; i++)
        if (strcmp(name, names[i]) == 0) return (enum kind)i;
    fprintf(stderr, "fault shim: no kind %s\n", name);
    abort();
}

static void read_plan(void) {
    snprintf(plan.folder, sizeof plan.folder, "%s", setting("VERN_FAULT_FOLDER"));
    snprintf(plan.calls, sizeof plan.calls, "%s", setting("VERN_FAULT_CALLS"));
    snprintf(plan.ending, sizeof plan.ending, "%s", setting("VERN_FAULT_ENDING"));
    plan.kind = kind_named(setting("VERN_FAULT_KIND"));
    plan.at = strtoull(setting("VERN_FAULT_AT"), NULL, 10);
    plan.span = *setting("VERN_FAULT_SPAN") ? strtoull(setting("VERN_FAULT_SPAN"), NULL, 10) : 1;
    plan.seed = strtoull(setting("VERN_FAULT_SEED"), NULL, 10);
    plan.clock_s = strtoll(setting("VERN_FAULT_CLOCK_S"), NULL, 10);
    plan.counter = own_counter;
    if (*setting("VERN_FAULT_COUNTER")) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, setting("VERN_FAULT_COUNTER"), O_RDWR | O_CLOEXEC);
        void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (mapped == MAP_FAILED) abort();
        plan.counter = mapped;
        syscall(SYS_close, fd);
    }
}

static void *next(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}
#define NEXT(name) ((__typeof__(&name))next(#name))

static int path_counts(const char *path) {
    size_t folder = strlen(plan.folder), ending = strlen(plan.ending), length = strlen(path);
    return folder && strncmp(path, plan.folder, folder) == 0 && length >= ending &&
           strcmp(path + length - ending, plan.ending) == 0;
}

/* The path of a descriptor, up to 4095 bytes; 0 where it has none. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length <= 0) return 0;
    path[length] = 0;
    return 1;
}

static int fd_counts(int fd) {
    char path[4096];
    return path_of(fd, path) && path_counts(path);
}

/* Whether the fault is at this call. Called with the lock held. */
static int strikes(const char *call) {
    if (*plan.calls && !strstr(plan.calls, call)) return 0;
    uint64_t number = ++plan.counter[0];
    int now = plan.kind != NONE && number >= plan.at && plan.at && (plan.span == 0 || number < plan.at + plan.span);
    if (now) plan.counter[1]++;
    return now;
}

static void die(void) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

/* Remembers what a write will replace, for a loss of power. */
static void remember(int fd, off_t offset, size_t length) {
    struct stat stat;
    char path[4096];
    if (plan.kind != POWER || fstat(fd, &stat) != 0 || !path_of(fd, path)) return;
    if (writes_count == writes_room) {
        writes_room = writes_room ? writes_room * 2 : 256;
        writes = realloc(writes, writes_room * sizeof *writes);
        if (!writes) abort();
    }
    struct unsynced *one = &writes[writes_count++];
    *one = (struct unsynced){stat.st_dev, stat.st_ino, strdup(path), offset, stat.st_size, length, 0, malloc(length + 1)};
    if (!one->before || !one->path) abort();
    /* Databases are open for reading too; of a log that is not, nothing is known and zeros will do. */
    ssize_t had = syscall(SYS_pread64, fd, one->before, length, offset);
    one->length_before = had > 0 ? (size_t)had : 0;
}

/* A sync makes what was written to the file durable. */
static void forget(int fd) {
    struct stat stat;
    if (plan.kind != POWER || fstat(fd, &stat) != 0) return;
    size_t kept = 0;
    for (size_t i = 0; i < writes_count; i++) {
        if (writes[i].ino == stat.st_ino && writes[i].dev == stat.st_dev) {
            free(writes[i].before);
            free(writes[i].path);
        } else {
            writes[kept++] = writes[i];
        }
    }
    writes_count = kept;
}

static uint64_t mixed(uint64_t z) {
    z += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Undoes unsynced writes, newest first. Where only some are lost, a file keeps its length and what never arrived reads as zeros. */
static void lose_power(void) {
    for (size_t i = writes_count; i-- > 0;) {
        struct unsynced *one = &writes[i];
        if (plan.seed && mixed(plan.seed + i) % 2 == 0) continue;
        memset(one->before + one->length_before, 0, one->length - one->length_before);
        int fd = (int)syscall(SYS_openat, AT_FDCWD, one->path, O_WRONLY);
        if (fd < 0) continue; /* taken away since */
        if (syscall(SYS_pwrite64, fd, one->before, one->length, one->offset) < 0) abort();
        if (!plan.seed && syscall(SYS_ftruncate, fd, one->size_before) < 0) abort();
        syscall(SYS_close, fd);
    }
    die();
}

/* What a fault makes of a call that is not a write: -1 with errno, or 0 to go on. */
static int fails_before(void) {
    switch (plan.kind) {
    case KILL: die(); return 0;
    case POWER: lose_power(); return 0;
    case ENOSPC_: errno = ENOSPC; return -1;
    case EIO_: errno = EIO; return -1;
    default: return 0;
    }
}

static void dies_after(void) {
    int error = errno;
    if (plan.kind == AFTER || plan.kind == TORN) die();
    errno = error;
}

/* Writes at an offset, or where the file stands (-1). */
static ssize_t put(int fd, const void *bytes, size_t length, off_t offset) {
    return offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

static ssize_t faulty_write(int fd, const void *bytes, size_t length, off_t offset) {
    pthread_once(&once, read_plan);
    int error = errno;
    int counts = fd_counts(fd);
    errno = error;
    if (!counts) return put(fd, bytes, length, offset);
    pthread_mutex_lock(&lock);
    int struck = strikes("write");
    ssize_t written = struck ? fails_before() : 0;
    if (written == 0) {
        int half = struck && (plan.kind == TORN || plan.kind == SHORT) && length > 1;
        size_t much = half ? length / 2 : length;
        remember(fd, offset < 0 ? lseek(fd, 0, SEEK_CUR) : offset, much);
        written = put(fd, bytes, much, offset);
    }
    if (struck) dies_after();
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return faulty_write(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return faulty_write(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return faulty_write(fd, bytes, length, offset); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    pthread_once(&once, read_plan);
    int error = errno;
    int counts = fd_counts(fd);
    errno = error;
    if (!counts || count < 1) return syscall(SYS_writev, fd, parts, count);
    /* One part at a time is a short write, which writev may always make. */
    return faulty_write(fd, parts[0].iov_base, parts[0].iov_len, -1);
}

#define ON_FD(call, fd, run)                                                                                           \
    pthread_once(&once, read_plan);                                                                                    \
    int error = errno, counts = fd_counts(fd);                                                                         \
    errno = error;                                                                                                     \
    if (!counts) return (int)(run);                                                                                    \
    pthread_mutex_lock(&lock);                                                                                         \
    int struck = strikes(call), result = struck ? fails_before() : 0;                                                  \
    if (result == 0) result = (int)(run);

#define DONE                                                                                                           \
    if (struck) dies_after();                                                                                          \
    pthread_mutex_unlock(&lock);                                                                                       \
    return result;

int fsync(int fd) {
    ON_FD("sync", fd, syscall(SYS_fsync, fd))
    if (result == 0) forget(fd);
    DONE
}

int fdatasync(int fd) {
    ON_FD("sync", fd, syscall(SYS_fdatasync, fd))
    if (result == 0) forget(fd);
    DONE
}

int ftruncate(int fd, off_t length) { ON_FD("truncate", fd, syscall(SYS_ftruncate, fd, length)) DONE }
int ftruncate64(int fd, off64_t length) { ON_FD("truncate", fd, syscall(SYS_ftruncate, fd, length)) DONE }

#define ON_PATH(call, path, run)                                                                                       \
    pthread_once(&once, read_plan);                                                                                    \
    if (!path_counts(path)) return (int)(run);                                                                         \
    pthread_mutex_lock(&lock);                                                                                         \
    int struck = strikes(call), result = struck ? fails_before() : 0;                                                  \
    if (result == 0) result = (int)(run);                                                                              \
    DONE

int unlink(const char *path) { ON_PATH("unlink", path, syscall(SYS_unlinkat, AT_FDCWD, path, 0)) }
int rename(const char *from, const char *to) {
    ON_PATH("rename", from, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0))
}

static int faulty_open(int at, const char *path, int flags, mode_t mode) {
    pthread_once(&once, read_plan);
    if (!(flags & O_CREAT) || !path_counts(path)) return (int)syscall(SYS_openat, at, path, flags, mode);
    ON_PATH("open", path, syscall(SYS_openat, at, path, flags, mode))
}

#define MODE_OF(flags)                                                                                                 \
    mode_t mode = 0;                                                                                                   \
    if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) {                                                                             \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) return faulty_open(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return faulty_open(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) return faulty_open(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) return faulty_open(at, path, flags | O_LARGEFILE, mode); }

int clock_gettime(clockid_t clock, struct timespec *time) {
    pthread_once(&once, read_plan);
    int result = NEXT(clock_gettime)(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += plan.clock_s;
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    pthread_once(&once, read_plan);
    int result = NEXT(gettimeofday)(time, zone);
    if (result == 0) time->tv_sec += plan.clock_s;
    return result;
}
