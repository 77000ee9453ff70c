/* SPDX-License-Identifier: MIT */
/* fs/pipe.h - private: pipes, for who makes some without a name */
#ifndef FS_PIPE_H
#define FS_PIPE_H

struct pipe_inode_info;

struct pipe_inode_info *alloc_pipe_info(void);
void free_pipe_info(struct pipe_inode_info *pipe);

#endif /* FS_PIPE_H */
